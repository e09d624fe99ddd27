using System.Text;
using System.Text.Json;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Replay;

/// <summary>What makes two requests the same, and what makes them of one kind: function and channel.</summary>
internal sealed class Likeness
{
    private const int HeaderWithoutLength = 6;

    public Likeness(Incoming request, LinkKind link)
    {
        var isJson = link == LinkKind.Json;
        Content = $"{link} {(isJson ? WithoutId(request.Bytes) : BitConverter.ToString(request.Bytes))}";
        Function = $"{link} {(isJson ? NumbersOf(request.Bytes) : BitConverter.ToString(request.Bytes, 0, HeaderWithoutLength))}";
    }

    public string Content { get; }

    public string Function { get; }

    private static string WithoutId(byte[] request)
    {
        try
        {
            return Encoding.UTF8.GetString(JsonSplice.Replace(request, "id", "0"u8, depth: 1));
        }
        catch (JsonException)
        {
            return BitConverter.ToString(request);
        }
    }

    private static string NumbersOf(byte[] request)
    {
        try
        {
            using var envelope = JsonEnvelope.Parse(request);
            return $"{envelope.Class} {envelope.FunctionNumber} {JsonEnvelope.Number(envelope.Body, "Chan")}";
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
