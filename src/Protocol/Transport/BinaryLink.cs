using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>Binary messages over TCP.</summary>
internal sealed class BinaryLink(string host, int port, IWireTrace? trace) : TcpLink(LinkKind.Binary, host, port, trace)
{
    internal override OutgoingRequest Encode(Function function, Message request) =>
        new(function, BinaryCodec.Write(function, request), 0, request.AboutChannel, OutgoingRequest.SecretOf(request));

    protected override async Task ReceiveAsync(OutgoingRequest request, Message reply)
    {
        var bytes = await ReceiveExactlyAsync(new byte[BinaryHeader.Size], 0).ConfigureAwait(false);
        var header = BinaryReply.CheckHeader(request, BinaryHeader.Read(bytes));
        var dataLength = BinaryCodec.ReplyDataLength(request.Function, BinaryHeader.Read(request.Bytes), header);
        Array.Resize(ref bytes, BinaryHeader.Size + dataLength);
        await ReceiveExactlyAsync(bytes, BinaryHeader.Size).ConfigureAwait(false);
        NoteReceived(bytes);
        BinaryReply.Read(request, header, bytes.AsMemory(BinaryHeader.Size), reply);
    }

    private async Task<byte[]> ReceiveExactlyAsync(byte[] bytes, int offset)
    {
        while (offset < bytes.Length)
            offset += await ReceiveSomeAsync(bytes, offset).ConfigureAwait(false);
        return bytes;
    }
}
