using System.Net;
using System.Net.Sockets;
using MacNet.Protocol.Wire;

namespace MacNet.VirtualTester.Serving;

// Binary messages, one per datagram; the reply goes to where the request came from.
internal sealed class UdpService(RequestServer server, Func<int> nextNumber) : IDisposable
{
    private readonly Dictionary<EndPoint, Connection> clients = [];
    private UdpClient? socket;

    public int Port { get; private set; }

    public void Open(IPAddress address, int port)
    {
        socket = new UdpClient(new IPEndPoint(address, port));
        Port = ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
        _ = ListenAsync(socket);
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private async Task ListenAsync(UdpClient from)
    {
        clients.Clear();
        while (from == socket)
        {
            try
            {
                var datagram = await from.ReceiveAsync().ConfigureAwait(false);
                if (datagram.Buffer.Length >= BinaryHeader.Size)
                    _ = AnswerAsync(from, datagram, ClientAt(datagram.RemoteEndPoint));
            }
            catch (Exception problem) when (Conversation.IsEnd(problem))
            {
                // Closed, which ends the loop; or a client that is gone sent this back, and the port stays open for the others.
            }
        }
    }

    private Connection ClientAt(EndPoint address)
    {
        if (!clients.TryGetValue(address, out var client))
            clients[address] = client = new Connection(Link.Udp, nextNumber());
        return client;
    }

    private async Task AnswerAsync(UdpClient by, UdpReceiveResult datagram, Connection client)
    {
        try
        {
            var request = BinaryIncoming.Read(datagram.Buffer);
            var delivery = await server.ServeAsync(request, client, CancellationToken.None).ConfigureAwait(false);
            if (delivery is null)
                return;
            await server.Time.Wait(delivery.Delay, CancellationToken.None).ConfigureAwait(false);
            if (delivery.Silent)
                return;
            foreach (var piece in delivery.Pieces())
                await by.SendAsync(piece, piece.Length, datagram.RemoteEndPoint).ConfigureAwait(false);
        }
        catch (Exception gone) when (Conversation.IsEnd(gone))
        {
            // The tester was closed, or the client cannot be reached.
        }
    }
}
