using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Wire;

/// <summary>Writes and reads binary messages.</summary>
public static class BinaryCodec
{
    /// <summary>The bytes of a request or reply.</summary>
    /// <param name="function">The function that the message belongs to.</param>
    /// <param name="message">The request or reply.</param>
    /// <param name="len">The header's <c>Len</c>, where it is to be other than the number of data bytes.</param>
    /// <exception cref="ArgumentException">A field has a value that the wire cannot carry.</exception>
    public static byte[] Write(Function function, Message message, ushort? len = null)
    {
        var writer = new BinaryFieldWriter(function);
        message.Visit(writer);
        return writer.ToArray(len);
    }

    /// <summary>Reads a message's fields into <paramref name="message"/>.</summary>
    /// <exception cref="FormatException">The data does not fit the message.</exception>
    public static void Read(Function function, BinaryHeader header, ReadOnlyMemory<byte> data, Message message) =>
        message.Visit(new BinaryFieldReader(function, header, data));

    /// <summary>Reads a reply's fields; where the function's reply may come without data, and does, its channel alone.</summary>
    /// <exception cref="FormatException">The data does not fit the reply.</exception>
    public static void ReadReply(Function function, BinaryHeader header, ReadOnlyMemory<byte> data, Message reply)
    {
        var reader = new BinaryFieldReader(function, header, data);
        if (function.MayReplyEmpty && data.IsEmpty)
        {
            reply.VisitHeader(reader);
            return;
        }

        reply.Visit(reader);
        // A longer reply that begins with two zeros would pass for OK, or one that begins with the limits for them.
        if ((reply is IResultReply || function.MayReplyEmpty) && reader.Remaining > 0)
            throw new FormatException($"{reader.Remaining} bytes more came than say what became of a command.");
    }

    /// <summary>How many bytes of data follow a request's header.</summary>
    /// <param name="function">The function asked.</param>
    /// <param name="request">The header of the request.</param>
    public static int RequestDataLength(Function function, BinaryHeader request) => function.RequestsWithoutData ? 0 : request.Len;

    /// <summary>How many bytes of data follow a reply's header. Some replies count channels or values in <c>Len</c>.</summary>
    /// <param name="function">The function asked.</param>
    /// <param name="request">The header of the request.</param>
    /// <param name="reply">The header of the reply.</param>
    /// <exception cref="FormatException">The count does not fit the request.</exception>
    public static int ReplyDataLength(Function function, BinaryHeader request, BinaryHeader reply)
    {
        if (function.BytesPerValue > 0)
            return reply.Len * function.BytesPerValue;
        if (function.BytesPerChannel == 0)
            return reply.Len;
        var expected = request.Len * function.BytesPerChannel;
        if (reply.Len != request.Len && reply.Len != expected)
            throw new FormatException($"{request.Len} channels were asked for and the reply's length is {reply.Len}.");
        return expected;
    }
}
