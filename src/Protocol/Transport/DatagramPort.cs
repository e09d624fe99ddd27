using System.Net;
using System.Net.Sockets;

namespace MacNet.Protocol.Transport;

/// <summary>A local port, and the datagrams that one sender sends there.</summary>
internal sealed class DatagramPort(Socket socket, IPAddress sender) : IDisposable
{
    private readonly byte[] buffer = new byte[ushort.MaxValue];
    private readonly IPEndPoint anybody = new(sender.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
    private Task<SocketReceiveFromResult>? arriving;
    private Task<DatagramPort>? arrival;

    /// <summary>Gives this port when a datagram is there to be taken, whoever sent it, or when none can come any more.</summary>
    internal Task<DatagramPort> Arrival => arrival ??= ArriveAsync();

    private Task<SocketReceiveFromResult> Arriving =>
        arriving ??= socket.ReceiveFromAsync(new ArraySegment<byte>(buffer), SocketFlags.None, anybody);

    /// <summary>The next datagram; null where it came from anybody but the sender.</summary>
    internal async Task<byte[]?> TakeAsync()
    {
        var taken = Arriving;
        try
        {
            var result = await taken.ConfigureAwait(false);
            var isSenders = ((IPEndPoint)result.RemoteEndPoint).Address.Equals(sender);
            return isSenders ? buffer.AsSpan(0, result.ReceivedBytes).ToArray() : null;
        }
        finally
        {
            arriving = null;
            arrival = null;
        }
    }

    /// <summary>Drops the datagrams that are there already.</summary>
    internal async Task DropAllAsync()
    {
        try
        {
            while (Arriving.IsCompleted)
                await TakeAsync().ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Windows tells here that an earlier datagram found no listener.
        }
    }

    public void Dispose() => socket.Dispose();

    // What goes wrong is for who takes the datagram.
    private async Task<DatagramPort> ArriveAsync()
    {
        await Task.WhenAny(Arriving).ConfigureAwait(false);
        return this;
    }
}
