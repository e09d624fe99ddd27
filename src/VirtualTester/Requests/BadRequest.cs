namespace MacNet.VirtualTester.Requests;

// What a tester answers, in JSON, to a request that it cannot serve.
internal sealed record BadRequest(int Code, string Message)
{
    public static readonly BadRequest Parse = new(-32700, "Parse error");
    public static readonly BadRequest Envelope = new(-32600, "Method MacNet, jsonrpc 2.0 or id not found");
    public static readonly BadRequest Params = new(-32602, "Invalid params");
    public static readonly BadRequest ClassKey = new(-32602, "\"FClass\" key does not exist or value syntax error");
    public static readonly BadRequest NumberKey = new(-32602, "\"FNum\" key does not exist or value syntax error");
    public static readonly BadRequest Class = new(-32601, "Invalid FClass");
    public static readonly BadRequest Number = new(-32601, "Invalid FNum");
    public static readonly BadRequest MacNet = new(-32000, "MacNet error");
    public static readonly BadRequest Internal = new(-32603, "MacNet error");
    public static readonly BadRequest Missing = new(-32602, "Missing object");
    public static readonly BadRequest Illegal = new(-32602, "Illegal value");
}

internal sealed class BadRequestException(BadRequest request) : Exception(request.Message)
{
    public BadRequest Request => request;
}
