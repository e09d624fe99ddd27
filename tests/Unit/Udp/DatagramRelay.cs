using System.Net;
using System.Net.Sockets;
using MacNet.VirtualTester;

namespace MacNet.Tests.Unit.Udp;

/// <summary>A reply on its way from a tester to the port of a client.</summary>
internal sealed record Reply(byte[] Bytes, IPEndPoint Client)
{
    public bool Answers(MacNet.Protocol.Messages.Function function) =>
        BitConverter.ToUInt16(Bytes, 0) == function.Class && BitConverter.ToUInt16(Bytes, 2) == function.Number;
}

/// <summary>Stands between a client and a virtual tester's UDP port, and does with each reply what a test says.</summary>
internal sealed class DatagramRelay : IDisposable
{
    private readonly UdpClient front = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<IPEndPoint, UdpClient> backs = [];
    private readonly SimulatedTester tester;

    public DatagramRelay(SimulatedTester tester)
    {
        this.tester = tester;
        _ = TakeRequestsAsync();
    }

    public int Port => ((IPEndPoint)front.Client.LocalEndPoint!).Port;

    /// <summary>What is delivered in place of a reply. Datagrams of this machine are there when they are sent.</summary>
    public Func<Reply, IEnumerable<Reply>> Deliver { get; set; } = reply => [reply];

    public void Dispose()
    {
        front.Dispose();
        lock (backs)
        {
            foreach (var back in backs.Values)
                back.Dispose();
        }
    }

    private async Task TakeRequestsAsync()
    {
        while (true)
        {
            try
            {
                var request = await front.ReceiveAsync();
                await BackOf(request.RemoteEndPoint).SendAsync(request.Buffer);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client's port was closed when a reply came.
            }
        }
    }

    private UdpClient BackOf(IPEndPoint client)
    {
        lock (backs)
        {
            if (backs.TryGetValue(client, out var known))
                return known;
            var back = new UdpClient();
            back.Connect(tester.Address, tester.UdpPort);
            backs.Add(client, back);
            _ = TakeRepliesAsync(back, client);
            return back;
        }
    }

    private async Task TakeRepliesAsync(UdpClient back, IPEndPoint client)
    {
        try
        {
            while (true)
            {
                var reply = await back.ReceiveAsync();
                foreach (var delivered in Deliver(new Reply(reply.Buffer, client)))
                    await front.SendAsync(delivered.Bytes, delivered.Client);
            }
        }
        catch (Exception problem) when (problem is ObjectDisposedException or SocketException)
        {
            // The end of the test.
        }
    }
}
