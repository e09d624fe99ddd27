using System.Net;
using System.Net.Sockets;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;

namespace MacNet.Tests.Unit.Session;

/// <summary>
/// Stands between a session and a tester's TCP port, and can put bytes of its own before the session, or change the tester's.
/// </summary>
internal sealed class StreamRelay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> sockets = [];
    private readonly int target;
    private Socket? client;

    public StreamRelay(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Makes other bytes of what the tester sends, after which the connection is closed; null for none.</summary>
    public Func<byte[], byte[]>? Damage { get; set; }

    /// <summary>Sends bytes to the session that nobody asked for.</summary>
    public async Task InjectAsync(byte[] bytes) => await client!.SendAsync(bytes);

    /// <summary>Sends such bytes and closes the connection; ends when they have arrived.</summary>
    public async Task SayGoodbyeAsync(byte[] bytes)
    {
        await InjectAsync(bytes);
        // With a time to linger, closing waits until the other side has confirmed all.
        await Task.Run(() => client!.Close(30));
    }

    /// <summary>How to reach a tester through two of them, on a clock that leaps over short waits.</summary>
    public static MaccorSessionOptions Through(StreamRelay json, StreamRelay binary, LinkKind protocol) => new()
    {
        ComputerName = "127.0.0.1",
        JsonPort = json.Port,
        BinaryPort = binary.Port,
        Protocol = protocol,
        Clock = new LeapingTime(longestLeapMs: 300),
    };

    public void Dispose()
    {
        listener.Dispose();
        lock (sockets)
            sockets.ForEach(socket => socket.Dispose());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
                lock (sockets)
                    sockets.AddRange([near, far]);
                await far.ConnectAsync(IPAddress.Loopback, target);
                client = near;
                _ = CarryAsync(near, far, () => null);
                _ = CarryAsync(far, near, () => Damage);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The relay was disposed.
        }
    }

    private static async Task CarryAsync(Socket from, Socket to, Func<Func<byte[], byte[]>?> damage)
    {
        try
        {
            var buffer = new byte[65536];
            for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
            {
                if (damage() is { } change)
                {
                    await to.SendAsync(change(buffer[..count]));
                    to.Dispose();
                    from.Dispose();
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // One side has gone.
        }
    }
}
