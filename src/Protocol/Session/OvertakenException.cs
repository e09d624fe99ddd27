namespace MacNet.Protocol.Session;

/// <summary>An output was dropped before it was sent, because its channel was set to rest meanwhile.</summary>
internal sealed class OvertakenException : Exception;
