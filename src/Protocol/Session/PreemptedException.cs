namespace MacNet.Protocol.Session;

/// <summary>A command without an answer was ended, because it held up what makes a cell safe.</summary>
internal sealed class PreemptedException(Exception inner) : Exception("It was preempted by what makes a cell safe.", inner);
