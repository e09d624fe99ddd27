using System.Net.Sockets;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Transport;

/// <summary>Binary messages over UDP, one to a datagram. A lost datagram shows as silence.</summary>
internal sealed class UdpLink(string host, int port, IWireTrace? trace) : Link(LinkKind.Udp, host, port, trace)
{
    private readonly byte[] datagram = new byte[ushort.MaxValue];

    internal override OutgoingRequest Encode(Function function, Message request) =>
        new(function, BinaryCodec.Write(function, request), 0, request.AboutChannel, OutgoingRequest.SecretOf(request));

    protected override Socket NewSocket() => new(SocketType.Dgram, ProtocolType.Udp);

    protected override async Task ReceiveAsync(OutgoingRequest request, Message reply)
    {
        var count = await Socket.ReceiveAsync(new ArraySegment<byte>(datagram), SocketFlags.None).ConfigureAwait(false);
        NoteReceived(datagram.AsSpan(0, count));
        if (count < BinaryHeader.Size)
            throw new FormatException($"The datagram has {count} bytes, less than a header.");
        var header = BinaryReply.CheckHeader(request, BinaryHeader.Read(datagram));
        BinaryReply.Read(request, header, datagram.AsMemory(BinaryHeader.Size, count - BinaryHeader.Size), reply);
    }
}
