using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>Binary messages over TCP.</summary>
internal sealed class BinaryConnection(ConnectionAddress address) : TcpConnection(address)
{
    // Whether Len counts bytes where the help has it count values.
    private bool lenCountsBytes;

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
            Array.Resize(ref bytes, BinaryHeader.Size + DataLength(request, header));
            while (received < bytes.Length)
                received += await ReceiveSomeAsync(bytes, received).ConfigureAwait(false);
        }
        catch (Exception problem) when (
            problem is not (FormatException or IOException) && request.Function.BytesPerValue > 0 && HasAllBytes(bytes, received))
        {
            // Nothing more came in all the time that there was.
            lenCountsBytes = true;
            throw;
        }
        finally
        {
            // What came is of interest even where it broke off.
            if (received > 0)
                NoteReceived(request, bytes.AsSpan(0, received));
        }

        BinaryMessages.Read(request, bytes, reply);
    }

    private int DataLength(OutgoingRequest request, BinaryHeader reply) => lenCountsBytes && request.Function.BytesPerValue > 0
        ? reply.Len
        : BinaryCodec.ReplyDataLength(request.Function, BinaryHeader.Read(request.Bytes), reply);

    private static bool HasAllBytes(byte[] bytes, int received) =>
        received > BinaryHeader.Size && received == BinaryHeader.Size + BinaryHeader.Read(bytes).Len;
}
