namespace MacNet.Protocol.Wire;

/// <summary>The codes of JSON-RPC 2.0 for requests that cannot be served.</summary>
public static class JsonRpcError
{
    /// <summary>What came is no JSON.</summary>
    public const int ParseError = -32700;

    /// <summary>What came is no request.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>There is no such function.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The function cannot take these values.</summary>
    public const int InvalidParams = -32602;

    /// <summary>Something went wrong inside who was asked.</summary>
    public const int InternalError = -32603;

    /// <summary>The first of the codes that are left to who is asked: MacNet's own error.</summary>
    public const int ServerError = -32000;
}
