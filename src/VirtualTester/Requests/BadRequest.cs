using MacNet.Protocol.Wire;

namespace MacNet.VirtualTester.Requests;

/// <summary>What a tester answers, in JSON, to a request that it cannot serve.</summary>
internal sealed record BadRequest(int Code, string Message)
{
    public static readonly BadRequest Parse = new(JsonRpcError.ParseError, "Parse error");
    public static readonly BadRequest Envelope = new(JsonRpcError.InvalidRequest, "Method MacNet, jsonrpc 2.0 or id not found");
    public static readonly BadRequest Params = new(JsonRpcError.InvalidParams, "Invalid params");
    public static readonly BadRequest ClassKey = new(JsonRpcError.InvalidParams, "\"FClass\" key does not exist or value syntax error");
    public static readonly BadRequest NumberKey = new(JsonRpcError.InvalidParams, "\"FNum\" key does not exist or value syntax error");
    public static readonly BadRequest Class = new(JsonRpcError.MethodNotFound, "Invalid FClass");
    public static readonly BadRequest Number = new(JsonRpcError.MethodNotFound, "Invalid FNum");
    public static readonly BadRequest MacNet = new(JsonRpcError.ServerError, "MacNet error");
    public static readonly BadRequest Internal = new(JsonRpcError.InternalError, "MacNet error");
    public static readonly BadRequest Missing = new(JsonRpcError.InvalidParams, "Missing object");
    public static readonly BadRequest Illegal = new(JsonRpcError.InvalidParams, "Illegal value");
}

internal sealed class BadRequestException(BadRequest request) : Exception(request.Message)
{
    public BadRequest Request => request;
}
