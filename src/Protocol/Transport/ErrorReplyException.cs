namespace MacNet.Protocol.Transport;

/// <summary>The tester answered with a JSON-RPC error. The connection stays in use: the reply was whole and the right one.</summary>
internal sealed class ErrorReplyException(int code, string text) : Exception(text)
{
    internal int Code { get; } = code;
}
