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

    /// <summary>The error, or an undefined element.</summary>
    public JsonElement Error => Member(Root, "error");

    /// <summary>FClass, or null where it is missing or no number.</summary>
    public int? Class => Number(Body, "FClass");

    /// <summary>FNum, or null where it is missing or no number.</summary>
    public int? FunctionNumber => Number(Body, "FNum");

    /// <summary>Takes a message apart.</summary>
    /// <param name="bytes">The message in UTF-8, or in Latin-1 where it is no UTF-8.</param>
    /// <param name="nonFinite">
    /// Whether testers' slips are put up with: NAN, INF and the like in place of numbers, which are read as texts, and half of a
    /// surrogate pair, which is read as an unknown character.
    /// </param>
    /// <exception cref="FormatException">The bytes are no JSON object.</exception>
    public static JsonEnvelope Parse(ReadOnlyMemory<byte> bytes, bool nonFinite = false)
    {
        try
        {
            var utf8 = WireText.ToUtf8(bytes);
            var document = JsonDocument.Parse(nonFinite ? Surrogates.Completed(utf8) : utf8, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonEnvelope(document);
            document.Dispose();
        }
        catch (JsonException) when (nonFinite)
        {
            return Parse(Surrogates.Completed(NonFinite.Quoted(bytes.Span)));
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
