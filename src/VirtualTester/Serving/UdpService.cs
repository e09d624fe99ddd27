using System.Net;
using System.Net.Sockets;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Handlers;
using MacNet.VirtualTester.Requests;

namespace MacNet.VirtualTester.Serving;

/// <summary>Binary messages, one per datagram; the reply goes to where the request came from.</summary>
internal sealed class UdpService(RequestServer server, Func<int> nextNumber) : IDisposable
{
    // Another address of this machine.
    private static readonly IPAddress Stranger = IPAddress.Parse("127.0.0.2");

    private readonly Dictionary<EndPoint, ClientConnection> clients = [];
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
                    _ = AnswerAsync(from, datagram, ConnectionOf(datagram.RemoteEndPoint));
            }
            catch (Exception problem) when (Conversation.IsEnd(problem))
            {
                // Closed, which ends the loop; or a client that is gone sent this back, and the port stays open for the others.
            }
        }
    }

    private ClientConnection ConnectionOf(EndPoint address)
    {
        if (!clients.TryGetValue(address, out var connection))
            clients[address] = connection = new ClientConnection(LinkKind.Udp, nextNumber());
        return connection;
    }

    private async Task AnswerAsync(UdpClient by, UdpReceiveResult datagram, ClientConnection connection)
    {
        try
        {
            var request = BinaryIncoming.Read(datagram.Buffer);
            var delivery = await server.ServeAsync(request, connection, CancellationToken.None).ConfigureAwait(false);
            if (delivery is null)
                return;
            await server.Time.Wait(delivery.Delay, CancellationToken.None).ConfigureAwait(false);
            if (delivery.Silent)
                return;
            var client = server.Quirks.UdpAnswersNextPort
                ? new IPEndPoint(datagram.RemoteEndPoint.Address, Port + 1)
                : datagram.RemoteEndPoint;
            if (delivery.StrangerFirst)
                await SendAsStrangerAsync(Damage.Data(delivery.Bytes), client).ConfigureAwait(false);
            foreach (var piece in delivery.Pieces())
                await by.SendAsync(piece, piece.Length, client).ConfigureAwait(false);
        }
        catch (Exception gone) when (Conversation.IsEnd(gone))
        {
            // The tester was closed, or the client cannot be reached.
        }
        catch (Exception failure)
        {
            server.Failures.Add(failure, $"{connection.Link} {datagram.RemoteEndPoint}");
        }
    }

    private static async Task SendAsStrangerAsync(byte[] bytes, IPEndPoint client)
    {
        using var stranger = new UdpClient(new IPEndPoint(Stranger, 0));
        await stranger.SendAsync(bytes, bytes.Length, client).ConfigureAwait(false);
    }
}
