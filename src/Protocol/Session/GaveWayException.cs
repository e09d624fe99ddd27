namespace MacNet.Protocol.Session;

/// <summary>A command without an answer was ended, because it held up what makes a cell safe.</summary>
internal sealed class GaveWayException(Exception inner) : Exception("It gave way to what makes a cell safe.", inner);
