using System.Text.Json;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Wire;

/// <summary>Writes and reads JSON-RPC messages.</summary>
public static class JsonCodec
{
    private static readonly JsonWriterOptions Compact =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Pretty = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
    };

    /// <summary>The bytes of a request.</summary>
    /// <exception cref="ArgumentException">A field has a value that the wire cannot carry.</exception>
    public static byte[] WriteRequest(Function function, Message request, int id) => Write(Compact, json =>
    {
        json.WriteString("method", "MacNet");
        WriteBody(json, "params", function, request, isRequest: true);
        json.WriteNumber("id", id);
    });

    /// <summary>The bytes of a reply, pretty-printed and closed with CR LF as testers do.</summary>
    /// <param name="function">The function answered.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="id">The request's id.</param>
    public static byte[] WriteReply(Function function, Message reply, JsonElement id) => Write(Pretty, json =>
    {
        if (function.RepliesUnderParams)
            json.WriteString("method", "MacNet");
        WriteBody(json, function.RepliesUnderParams ? "params" : "result", function, reply, isRequest: false);
        json.WritePropertyName("id");
        id.WriteTo(json);
    });

    /// <summary>The bytes of an error reply.</summary>
    /// <param name="code">The JSON-RPC error code.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="id">The request's id, or null where it could not be read.</param>
    public static byte[] WriteError(int code, string message, JsonElement? id) => Write(Pretty, json =>
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
        json.WritePropertyName("id");
        if (id is { } known)
            known.WriteTo(json);
        else
            json.WriteNullValue();
    });

    /// <summary>Reads a message's fields from the object that carries them.</summary>
    /// <exception cref="FormatException">A field is missing or has an impossible value.</exception>
    public static void Read(Function function, JsonElement body, Message message)
    {
        try
        {
            message.Visit(new JsonFieldReader(function, body));
        }
        catch (InvalidOperationException problem)
        {
            // System.Text.Json says so of half a surrogate pair.
            throw new FormatException("A text is not valid Unicode.", problem);
        }
    }

    private static void WriteBody(Utf8JsonWriter json, string name, Function function, Message message, bool isRequest)
    {
        json.WriteStartObject(name);
        json.WriteNumber("FClass", function.Class);
        json.WriteNumber("FNum", function.Number);
        message.Visit(new JsonFieldWriter(json, isRequest));
        json.WriteEndObject();
    }

    private static byte[] Write(JsonWriterOptions options, Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            members(json);
            json.WriteEndObject();
        }

        if (options.Indented)
            bytes.Write([(byte)'\r', (byte)'\n'], 0, 2);
        return bytes.ToArray();
    }
}
