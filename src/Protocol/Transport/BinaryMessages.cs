using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>What the two binary links have in common: how messages are read.</summary>
internal static class BinaryMessages
{
    internal static BinaryHeader CheckHeader(OutgoingRequest request, BinaryHeader reply)
    {
        var asked = request.Function;
        if (reply.Class != asked.Class || reply.Number != asked.Number)
            throw new FormatException($"({asked.Class}, {asked.Number}) was asked and the reply is to ({reply.Class}, {reply.Number}).");
        return reply;
    }

    internal static void Read(OutgoingRequest request, ReadOnlyMemory<byte> bytes, Message reply)
    {
        var header = BinaryHeader.Read(bytes.Span);
        CheckLength(request, header, bytes.Length - BinaryHeader.Size);
        BinaryCodec.ReadReply(request.Function, header, bytes.Slice(BinaryHeader.Size), reply);
        request.CheckChannel(reply);
    }

    // A reply about several channels has something of each: a datagram, too, that ends early is broken.
    private static void CheckLength(OutgoingRequest request, BinaryHeader reply, int length)
    {
        if (request.Function.BytesPerChannel == 0)
            return;
        var expected = BinaryCodec.ReplyDataLength(request.Function, BinaryHeader.Read(request.Bytes), reply);
        if (length != expected)
            throw new FormatException($"{expected} bytes were expected and {length} came.");
    }

    internal static LoginRequest ReadLogin(byte[] bytes)
    {
        var login = new LoginRequest();
        BinaryCodec.Read(Functions.Login, BinaryHeader.Read(bytes), bytes.AsMemory(BinaryHeader.Size), login);
        return login;
    }
}
