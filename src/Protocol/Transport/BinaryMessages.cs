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
        BinaryCodec.ReadReply(request.Function, header, bytes.Slice(BinaryHeader.Size), reply);
        request.CheckChannel(reply);
    }

    internal static LoginRequest ReadLogin(byte[] bytes)
    {
        var login = new LoginRequest();
        BinaryCodec.Read(Functions.Login, BinaryHeader.Read(bytes), bytes.AsMemory(BinaryHeader.Size), login);
        return login;
    }
}
