using System.Buffers.Binary;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>What the two binary connections have in common: how messages are read.</summary>
internal static class BinaryMessages
{
    private const int ResultSize = 2;

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
        BinaryCodec.ReadReply(request.Function, header, WithoutEchoOrResult(request, bytes.Slice(BinaryHeader.Size), reply), reply);
        request.CheckChannel(reply);
    }

    // Of commands whose binary reply the help does not document, testers have been seen to give their own request back, or a result
    // where the help's JSON has more. Neither says more than an empty reply does.
    private static ReadOnlyMemory<byte> WithoutEchoOrResult(OutgoingRequest request, ReadOnlyMemory<byte> data, Message reply)
    {
        if (request.Function.MayReplyEcho && data.Span.SequenceEqual(request.Bytes.AsSpan(BinaryHeader.Size)))
            return default;
        if (!request.Function.MayReplyEmpty || reply is IResultReply or RawMessage || data.Length != ResultSize)
            return data;
        var result = request.Function.ResultOf(BinaryPrimitives.ReadUInt16LittleEndian(data.Span));
        return result.IsOk ? default : throw new ErrorReplyException(result.Code ?? 0, result.Text);
    }

    // A datagram that was cut, or has something behind it, is broken. Where Len counts values, it may count their bytes all the same.
    private static void CheckLength(OutgoingRequest request, BinaryHeader reply, int length)
    {
        var expected = BinaryCodec.ReplyDataLength(request.Function, BinaryHeader.Read(request.Bytes), reply);
        if (length != expected && (request.Function.BytesPerValue == 0 || length != reply.Len))
            throw new FormatException($"{expected} bytes were expected and {length} came.");
    }

    internal static LoginRequest ReadLogin(byte[] bytes)
    {
        var login = new LoginRequest();
        BinaryCodec.Read(Functions.Login, BinaryHeader.Read(bytes), bytes.AsMemory(BinaryHeader.Size), login);
        return login;
    }
}
