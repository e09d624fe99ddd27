using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>JSON-RPC over TCP.</summary>
internal sealed class JsonConnection(ConnectionAddress address) : TcpConnection(address)
{
    private const int LargestReply = 1 << 20;

    private readonly ReplyIds ids = address.Ids;
    private byte[] buffer = new byte[4096];
    private int length;

    internal override void Close()
    {
        length = 0;
        base.Close();
    }

    protected override byte[] Write(Function function, Message request, int id) => JsonCodec.WriteRequest(function, request, id);

    protected override LoginRequest ReadLogin(byte[] bytes)
    {
        var login = new LoginRequest();
        using var envelope = JsonEnvelope.Parse(bytes);
        JsonCodec.Read(Functions.Login, envelope.Body, login);
        return login;
    }

    // The CR LF that ends a reply may come after it, and is of no interest.
    protected override bool HasLeftovers(Socket idle)
    {
        while (length == 0 && idle.Available > 0)
        {
            length = idle.Receive(buffer);
            DropPadding();
        }

        return length > 0;
    }

    protected override async Task ReceiveAsync(OutgoingRequest request, Message reply)
    {
        var end = await ReceiveObjectAsync(request).ConfigureAwait(false);
        NoteReceived(request, buffer.AsSpan(0, end));
        try
        {
            Read(buffer.AsMemory(0, end), request, reply);
        }
        catch (InvalidOperationException problem)
        {
            // System.Text.Json says so of half a surrogate pair, wherever it stands.
            throw new FormatException("A text is not valid Unicode.", problem);
        }
        finally
        {
            Array.Copy(buffer, end, buffer, 0, length -= end);
            DropPadding();
            // One more reply has come: this one is good, the connection is not.
            if (length > 0)
                Close();
        }
    }

    private async Task<int> ReceiveObjectAsync(OutgoingRequest request)
    {
        var frame = new JsonObjectFrame(LargestReply, nonFinite: true);
        DropPadding();
        try
        {
            int end;
            while ((end = length == 0 ? 0 : frame.FindEnd(buffer.AsSpan(0, length))) == 0)
            {
                if (length == buffer.Length)
                    Array.Resize(ref buffer, 2 * buffer.Length);
                length += await ReceiveSomeAsync(buffer, length).ConfigureAwait(false);
                if (buffer[0] != (byte)'{')
                    DropPadding();
            }

            return end;
        }
        catch when (length > 0)
        {
            // A trace is asked for to find such as this.
            NoteReceived(request, buffer.AsSpan(0, length));
            throw;
        }
    }

    private void Read(ReadOnlyMemory<byte> bytes, OutgoingRequest request, Message reply)
    {
        using var envelope = JsonEnvelope.Parse(bytes, nonFinite: true);
        if (IsError(envelope))
        {
            CheckErrorId(envelope, request);
            throw ErrorOf(envelope.Error);
        }

        if (envelope.Class != request.Function.Class || envelope.FunctionNumber != request.Function.Number)
        {
            throw new FormatException(
                $"({request.Function.Class}, {request.Function.Number}) was asked and the reply is to ({envelope.Class}, {envelope.FunctionNumber}).");
        }

        CheckId(envelope, request);
        JsonCodec.Read(request.Function, envelope.Body, reply);
        request.CheckChannel(reply);
    }

    // An object in JSON-RPC; a text alone says as much.
    private static bool IsError(JsonEnvelope envelope) => envelope.Error.ValueKind is JsonValueKind.Object or JsonValueKind.String;

    // An error may come before the id was read: JSON-RPC has null for it then, and a tester may leave it out.
    private void CheckErrorId(JsonEnvelope envelope, OutgoingRequest request)
    {
        if (envelope.Id.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            CheckId(envelope, request);
    }

    private void CheckId(JsonEnvelope envelope, OutgoingRequest request)
    {
        if (!ids.Allow(HasId(envelope, request.Id)))
            throw new FormatException($"The request had the id {request.Id} and the reply has {Shown(envelope.Id)}.");
    }

    private static bool HasId(JsonEnvelope envelope, int id) => envelope.Id.ValueKind == JsonValueKind.String
        ? envelope.Id.GetString() == id.ToString(CultureInfo.InvariantCulture)
        : JsonEnvelope.Number(envelope.Root, "id") == id;

    private static string Shown(JsonElement id) => id.ValueKind == JsonValueKind.Undefined ? "none" : id.GetRawText();

    private static ErrorReplyException ErrorOf(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.String)
            return new ErrorReplyException(0, error.GetString()!);
        var text = error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
            ? message.GetString()!
            : "";
        return new ErrorReplyException(JsonEnvelope.Number(error, "code") ?? 0, text);
    }

    // Blanks, ends of lines, the zero with which C ends a text, and the mark that some programs begin UTF-8 with.
    private static bool IsPadding(byte letter) =>
        letter is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0 or 0xEF or 0xBB or 0xBF;

    private void DropPadding()
    {
        var start = 0;
        while (start < length && IsPadding(buffer[start]))
            start++;
        Array.Copy(buffer, start, buffer, 0, length -= start);
    }
}
