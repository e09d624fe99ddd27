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
    private const int LongestGreeting = 1000;

    private readonly ReplyIds ids = address.Ids;
    private byte[] buffer = new byte[4096];
    private int length;
    private bool isFresh = true;

    internal override void Close()
    {
        (length, isFresh) = (0, true);
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
            DropUnasked();
        }

        return length > 0;
    }

    protected override async Task ReceiveAsync(OutgoingRequest request, Message reply)
    {
        while (!await ReceiveReplyAsync(request, reply).ConfigureAwait(false))
        {
            // What nobody asked for is no reply.
        }
    }

    private async Task<bool> ReceiveReplyAsync(OutgoingRequest request, Message reply)
    {
        var end = await ReceiveObjectAsync(request).ConfigureAwait(false);
        NoteReceived(request, buffer.AsSpan(0, end));
        var isReply = true;
        try
        {
            return isReply = Read(buffer.AsMemory(0, end), request, reply);
        }
        catch (InvalidOperationException problem)
        {
            // System.Text.Json says so of half a surrogate pair, wherever it stands.
            throw new FormatException("A text is not valid Unicode.", problem);
        }
        finally
        {
            Drop(end);
            if (isReply)
                DropUnasked();
            // One more reply has come: this one is good, the connection is not.
            if (isReply && length > 0)
                Close();
        }
    }

    private async Task<int> ReceiveObjectAsync(OutgoingRequest request)
    {
        var frame = new JsonObjectFrame(LargestReply, lenient: true);
        DropPadding();
        try
        {
            int end;
            while ((end = length == 0 || IsGreetingComing ? 0 : frame.FindEnd(buffer.AsSpan(0, length))) == 0)
            {
                if (length == buffer.Length)
                    Array.Resize(ref buffer, 2 * buffer.Length);
                length += await ReceiveSomeAsync(buffer, length).ConfigureAwait(false);
                if (buffer[0] != (byte)'{')
                    DropPadding();
            }

            isFresh = false;
            return end;
        }
        catch when (length > 0)
        {
            // A trace is asked for to find such as this.
            NoteReceived(request, buffer.AsSpan(0, length));
            throw;
        }
    }

    // Whether it is a reply: one to what was asked, or it fails. What is none was asked by nobody.
    private bool Read(ReadOnlyMemory<byte> bytes, OutgoingRequest request, Message reply)
    {
        CheckIsNoEcho(bytes.Span, request);
        using var envelope = JsonEnvelope.Parse(bytes, lenient: true);
        if (IsError(envelope))
        {
            CheckErrorId(envelope, request);
            throw ErrorOf(envelope.Error);
        }

        var isOfFunction = envelope.Class == request.Function.Class && envelope.FunctionNumber == request.Function.Number;
        if (envelope.IsNotification && (!isOfFunction || ids.ComeBack))
            return false;
        if (!isOfFunction)
        {
            throw new FormatException(
                $"({request.Function.Class}, {request.Function.Number}) was asked and the reply is to ({envelope.Class}, {envelope.FunctionNumber}).");
        }

        CheckId(envelope, request);
        JsonCodec.Read(request.Function, envelope.Body, reply);
        request.CheckChannel(reply);
        return true;
    }

    // It says nothing, but a request for limits looks like a reply that confirms them.
    private static void CheckIsNoEcho(ReadOnlySpan<byte> bytes, OutgoingRequest request)
    {
        if (request.Function is not { Class: 0, Number: 0 } && bytes.SequenceEqual(request.Bytes))
            throw new FormatException("The request itself came back.");
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

    // Blanks, ends of lines, the zero with which C ends a text, and the marks that some programs begin UTF-8 and UTF-16 with.
    private static bool IsPadding(byte letter) =>
        letter is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0 or 0xEF or 0xBB or 0xBF or 0xFF or 0xFE;

    // A program may say its name where a connection begins.
    private bool IsGreetingComing => isFresh && length is > 0 and <= LongestGreeting && FindEndOfLine() == length;

    // The end of a line of printable text, or where an object begins in it; 0 where other bytes are in it.
    private int FindEndOfLine()
    {
        for (var at = 0; at < length; at++)
        {
            if (buffer[at] == (byte)'\n' || buffer[at] == (byte)'{')
                return at;
            if (buffer[at] is not ((byte)'\t' or (byte)'\r' or (>= (byte)' ' and <= (byte)'~')))
                return 0;
        }

        return length;
    }

    private void DropPadding()
    {
        var start = 0;
        while (start < length && IsPadding(buffer[start]))
            start++;
        Drop(start);
        var end = isFresh && length > 0 ? FindEndOfLine() : 0;
        if (end == 0 || end == length)
            return;
        isFresh = false;
        Drop(end);
        DropPadding();
    }

    // What is complete and no reply.
    private void DropUnasked()
    {
        DropPadding();
        for (int end; length > 0 && (end = FindEndOfNotification()) > 0; DropPadding())
            Drop(end);
    }

    private int FindEndOfNotification()
    {
        try
        {
            var end = new JsonObjectFrame(LargestReply, lenient: true).FindEnd(buffer.AsSpan(0, length));
            using var envelope = end > 0 ? JsonEnvelope.Parse(buffer.AsMemory(0, end), lenient: true) : null;
            return envelope is { IsNotification: true } ? end : 0;
        }
        catch (Exception problem) when (problem is FormatException or InvalidOperationException)
        {
            return 0;
        }
    }

    private void Drop(int bytes) => Array.Copy(buffer, bytes, buffer, 0, length -= bytes);
}
