using System.Net.Sockets;

namespace MacNet.Protocol.Transport;

/// <summary>A link over TCP.</summary>
internal abstract class TcpLink(LinkKind kind, string host, int port, IWireTrace? trace) : Link(kind, host, port, trace)
{
    protected override Socket NewSocket() => new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    protected override bool HasBeenClosed(Socket idle)
    {
        try
        {
            return idle.Poll(0, SelectMode.SelectRead) && idle.Available == 0;
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    protected async Task<int> ReceiveSomeAsync(byte[] buffer, int offset)
    {
        var count = await Socket.ReceiveAsync(new ArraySegment<byte>(buffer, offset, buffer.Length - offset), SocketFlags.None)
            .ConfigureAwait(false);
        return count > 0 ? count : throw new IOException("The tester closed the connection.");
    }
}
