using System.Text;
using System.Text.Json;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Requests;

internal sealed class JsonIncoming : Incoming
{
    private const int KeptOfTooLong = 1024;
    private const string VersionKey = "MacTest32DLLversionMinor";
    private const string MisspeltVersionKey = "MacTest32DLLversionMsinor";

    private readonly JsonElement? id;

    private JsonIncoming(byte[] bytes, JsonElement? id)
        : base(bytes) => this.id = id;

    public static JsonIncoming Unreadable(byte[] bytes) => new(bytes, null) { Problem = BadRequest.Parse };

    /// <summary>A request without an end: its beginning is kept, and the connection is given up.</summary>
    public static JsonIncoming TooLong(byte[] bytes) =>
        new(bytes.AsSpan(0, KeptOfTooLong).ToArray(), null) { Problem = BadRequest.Parse, EndsConnection = true };

    public static JsonIncoming Read(byte[] bytes)
    {
        try
        {
            using var envelope = JsonEnvelope.Parse(bytes);
            var hasId = envelope.Id.ValueKind is JsonValueKind.Number or JsonValueKind.String;
            var incoming = new JsonIncoming(bytes, hasId ? envelope.Id.Clone() : null);
            incoming.Problem = incoming.Understand(envelope.Root);
            return incoming;
        }
        catch (FormatException)
        {
            return Unreadable(bytes);
        }
    }

    public override byte[] Answer(Message reply, Quirks quirks)
    {
        var bytes = WithCrLf(JsonCodec.WriteReply(Function!, reply, id!.Value));
        return quirks.MisspeltVersionKey && Function == Functions.Version
            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(VersionKey, MisspeltVersionKey))
            : bytes;
    }

    public override byte[] Echo() => [.. Bytes, (byte)'\r', (byte)'\n'];

    public override byte[] Refuse(BadRequest problem) => WithCrLf(JsonCodec.WriteError(problem.Code, problem.Message, id));

    private BadRequest? Understand(JsonElement root)
    {
        if (!HasText(root, "jsonrpc", "2.0") || !HasText(root, "method", "MacNet") || id is null)
            return BadRequest.Envelope;
        if (!root.TryGetProperty("params", out var body) || body.ValueKind != JsonValueKind.Object)
            return BadRequest.Params;
        if ((Class = JsonEnvelope.Number(body, "FClass")) is not { } functionClass)
            return BadRequest.ClassKey;
        if ((Number = JsonEnvelope.Number(body, "FNum")) is not { } number)
            return BadRequest.NumberKey;
        if (!Functions.All.Any(function => function.Class == functionClass))
            return BadRequest.Class;
        Function = Functions.Find(functionClass, number);
        return Function is null or { BinaryOnly: true } ? BadRequest.Number : ReadFields(Function, body);
    }

    private BadRequest? ReadFields(Function function, JsonElement body)
    {
        var request = function.NewRequest();
        try
        {
            JsonCodec.Read(function, body, request);
        }
        catch (FieldMissingException)
        {
            return BadRequest.Missing;
        }
        catch (FormatException)
        {
            return BadRequest.Illegal;
        }

        Request = request;
        return null;
    }

    private static bool HasText(JsonElement root, string key, string text) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    // Testers break lines as Windows does, also inside a reply.
    private static byte[] WithCrLf(byte[] bytes) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n").Replace("\n", "\r\n"));
}
