using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>Binary messages over TCP.</summary>
internal sealed class BinaryLink(LinkAddress address) : TcpLink(address)
{
    protected override byte[] Write(Function function, Message request, int id) => BinaryCodec.Write(function, request);

    protected override LoginRequest ReadLogin(byte[] bytes) => BinaryMessages.ReadLogin(bytes);

    protected override async Task ReceiveAsync(OutgoingRequest request, Message reply)
    {
        var bytes = new byte[BinaryHeader.Size];
        var received = 0;
        try
        {
            while (received < BinaryHeader.Size)
                received += await ReceiveSomeAsync(bytes, received).ConfigureAwait(false);
            var header = BinaryMessages.CheckHeader(request, BinaryHeader.Read(bytes));
            var dataLength = BinaryCodec.ReplyDataLength(request.Function, BinaryHeader.Read(request.Bytes), header);
            Array.Resize(ref bytes, BinaryHeader.Size + dataLength);
            while (received < bytes.Length)
                received += await ReceiveSomeAsync(bytes, received).ConfigureAwait(false);
        }
        finally
        {
            // What came is of interest even where it broke off.
            if (received > 0)
                NoteReceived(request, bytes.AsSpan(0, received));
        }

        BinaryMessages.Read(request, bytes, reply);
    }
}
