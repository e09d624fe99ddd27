using System.Text;
using System.Text.Json;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Replay;

/// <summary>A request of a trace with its reply, if there was one.</summary>
internal sealed class RecordedExchange
{
    private const int FunctionBytes = 4;

    private readonly LinkKind link;
    private readonly byte[] request;

    private RecordedExchange(LinkKind link, Incoming request)
    {
        this.link = link;
        this.request = request.Bytes;
        Likeness = new Likeness(request, link);
    }

    public Likeness Likeness { get; }

    public byte[]? Reply { get; private set; }

    public bool Used { get; set; }

    public static RecordedExchange Begin(TracedMessage message) => message.Link switch
    {
        LinkKind.Json => new(LinkKind.Json, JsonIncoming.Read(message.Bytes)),
        LinkKind.Binary => new(LinkKind.Binary, Binary(message)),
        _ => new(LinkKind.Udp, Binary(message)),
    };

    /// <summary>Takes what came as the reply. Over UDP something late may come first; over TCP whatever comes first is the reply.</summary>
    public void End(byte[] reply)
    {
        if (Reply is null && (link != LinkKind.Udp || request.Take(FunctionBytes).SequenceEqual(reply.Take(FunctionBytes))))
            Reply = reply;
    }

    public byte[]? ReplyTo(Incoming asked)
    {
        if (Reply is null || link != LinkKind.Json || IdOf(request) is not { } id || IdOf(Reply) != id
            || IdOf(asked.Bytes) is not { } newId)
            return Reply;
        return JsonSplice.Replace(Reply, "id", Encoding.UTF8.GetBytes(newId), depth: 1);
    }

    private static BinaryIncoming Binary(TracedMessage message) => message.Bytes.Length >= BinaryHeader.Size
        ? BinaryIncoming.Read(message.Bytes)
        : throw new FormatException($"The trace has a request of {message.Bytes.Length} bytes, less than a header.");

    private static string? IdOf(byte[] json)
    {
        try
        {
            using var envelope = JsonEnvelope.Parse(json);
            return envelope.Id.ValueKind == JsonValueKind.Undefined ? null : envelope.Id.GetRawText();
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
