using System.Text.Json;

namespace MacNet.Protocol.Wire;

/// <summary>A JSON-RPC message taken apart: who it answers, what it is about, where its fields are.</summary>
public sealed class JsonEnvelope : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true };

    private readonly JsonDocument document;

    private JsonEnvelope(JsonDocument document) => this.document = document;

    /// <summary>The whole message.</summary>
    public JsonElement Root => document.RootElement;

    /// <summary>The message's id, or an undefined element.</summary>
    public JsonElement Id => Member(Root, "id");

    /// <summary>
    /// The object with the fields: <c>result</c>, or <c>params</c> as requests and some replies have it; or an undefined element.
    /// </summary>
    public JsonElement Body => Member(Root, "result") is { ValueKind: JsonValueKind.Object } result ? result : Member(Root, "params");

    /// <summary>Whether it is a notification of JSON-RPC: a method, with neither an id nor what a reply has.</summary>
    public bool IsNotification => Member(Root, "method").ValueKind == JsonValueKind.String
        && Id.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        && Member(Root, "result").ValueKind == JsonValueKind.Undefined
        && Error.ValueKind == JsonValueKind.Undefined;

    /// <summary>The error, or an undefined element.</summary>
    public JsonElement Error => Member(Root, "error");

    /// <summary>FClass, or null where it is missing or no number.</summary>
    public int? Class => Number(Body, "FClass");

    /// <summary>FNum, or null where it is missing or no number.</summary>
    public int? FunctionNumber => Number(Body, "FNum");

    /// <summary>Takes a message apart.</summary>
    /// <param name="bytes">The message in UTF-8, or in Windows-1252 where it is no UTF-8.</param>
    /// <param name="lenient">
    /// Whether testers' slips are put up with: UTF-16; half of a surrogate pair, which is read as an unknown character; and what is not
    /// quite JSON, such as numbers with a decimal comma, raw control characters and paths in texts, comments, or NAN. What cannot be read
    /// is null then.
    /// </param>
    /// <exception cref="FormatException">The bytes are no JSON object.</exception>
    public static JsonEnvelope Parse(ReadOnlyMemory<byte> bytes, bool lenient = false)
    {
        if (!lenient)
            return OfJson(WireText.ToUtf8(bytes));
        var utf8 = Utf16.IsBegun(bytes.Span) ? Utf16.ToUtf8(bytes.Span) : WireText.ToUtf8(bytes);
        try
        {
            return OfJson(Surrogates.Completed(utf8));
        }
        catch (FormatException)
        {
            return OfJson(Surrogates.Completed(LooseJson.Rewritten(utf8.Span)));
        }
    }

    private static JsonEnvelope OfJson(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var document = JsonDocument.Parse(utf8, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonEnvelope(document);
            document.Dispose();
        }
        catch (JsonException problem)
        {
            throw new FormatException("The message is no JSON: " + problem.Message, problem);
        }

        throw new FormatException("The message is no JSON object.");
    }

    /// <summary>A member that is a whole number, or null.</summary>
    public static int? Number(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Number } field && field.TryGetDouble(out var number) && number == (int)number
            ? (int)number
            : null;

    /// <inheritdoc/>
    public void Dispose() => document.Dispose();

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;
}
