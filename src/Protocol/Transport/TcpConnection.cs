using System.Net;
using System.Net.Sockets;

namespace MacNet.Protocol.Transport;

/// <summary>A connection over TCP.</summary>
internal abstract class TcpConnection(ConnectionAddress address) : Connection(address)
{
    protected override Task<Socket> NewSocketAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        KeepAlive(socket);
        return Task.FromResult(socket);
    }

    protected override async Task ConnectAsync(Socket opening)
    {
        await opening.ConnectAsync(Host, Port).ConfigureAwait(false);
        RemoteAddress = (opening.RemoteEndPoint as IPEndPoint)?.Address;
    }

    protected override async Task TransmitAsync(byte[] bytes)
    {
        // One send: a tester is not known to put a request together again. A full socket buffer may still split it.
        for (var sent = 0; sent < bytes.Length;)
            sent += await Socket.SendAsync(
                new ArraySegment<byte>(bytes, sent, bytes.Length - sent), SocketFlags.None).ConfigureAwait(false);
    }

    protected override void TransmitAtOnce(byte[] bytes) => Socket.Send(bytes);

    protected override bool HasNews(Socket idle) => idle.Poll(0, SelectMode.SelectRead);

    protected override bool HasBeenClosed(Socket idle) => idle.Available == 0;

    protected override bool HasLeftovers(Socket idle) => idle.Available > 0;

    protected async Task<int> ReceiveSomeAsync(byte[] buffer, int offset)
    {
        var count = await Socket.ReceiveAsync(new ArraySegment<byte>(buffer, offset, buffer.Length - offset), SocketFlags.None)
            .ConfigureAwait(false);
        if (count > 0)
            return count;
        throw offset == 0 ? new ClosedException() : new IOException("The tester closed the connection.");
    }

    // A firewall that drops an idle connection tells neither side: so it is kept from being idle, and its end is noticed.
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
#if NET8_0_OR_GREATER
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
#endif
    }
}
