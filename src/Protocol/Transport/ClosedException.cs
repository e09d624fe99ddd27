namespace MacNet.Protocol.Transport;

/// <summary>The tester closed the connection, and sent nothing of a reply before.</summary>
internal sealed class ClosedException() : IOException("The tester closed the connection.");
