using System.Net;
using System.Net.Sockets;
using System.Text;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Session;

public class ConnectingTests
{
    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Where_nothing_listens_the_error_says_where_and_what_to_do(LinkKind protocol)
    {
        using var closed = new ClosedPort();

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => ConnectAsync(closed.Port, protocol, seconds: 30));

        Assert.Equal("ConnectionFailed", problem.ErrorId);
        Assert.Contains($"127.0.0.1:{closed.Port}", problem.Message, StringComparison.Ordinal);
        Assert.Contains("firewall", problem.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_host_that_swallows_packets_is_given_up_in_time(LinkKind protocol)
    {
        using var host = new FullHost();

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => ConnectAsync(host.Port, protocol, seconds: 0.2));

        Assert.Equal("ConnectTimeout", problem.ErrorId);
        Assert.Contains("0.2 s", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_host_that_accepts_and_says_nothing_is_given_up_in_time(LinkKind protocol)
    {
        using var tester = SimulatedTester.Start();
        tester.Faults.SwallowEverything = true;
        var time = new ManualTime();

        var connecting = tester.ConnectAsync(protocol, clock: time);
        await tester.TimeOutAsync(time);

        await Assert.ThrowsAsync<MaccorTimeoutException>(() => connecting);
    }

    [Fact]
    public async Task Waiting_for_a_connection_can_be_cancelled()
    {
        using var host = new FullHost();
        using var stop = new CancellationTokenSource();

        var connecting = ConnectAsync(host.Port, LinkKind.Json, seconds: 600, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_an_error()
    {
        // However long the machine's resolver takes.
        var options = new MaccorSessionOptions { ComputerName = "no-such-tester.invalid", ConnectTimeout = TimeSpan.FromMinutes(1) };

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => MaccorSession.ConnectAsync(options));

        Assert.Equal("ConnectionFailed", problem.ErrorId);
        Assert.Contains("no computer named 'no-such-tester.invalid'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Check the name", problem.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task What_speaks_another_language_is_no_tester(LinkKind protocol)
    {
        using var tester = SimulatedTester.Start();
        tester.Faults.Always(Fault.Reply(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")));

        await Assert.ThrowsAsync<MaccorProtocolException>(() => tester.ConnectAsync(protocol));
        Assert.Equal(0, await tester.ConnectionsLeftAsync());
    }

    [Fact]
    public async Task A_tester_whose_binary_port_is_closed_can_be_read()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });
        using var closed = new ClosedPort();
        // On the real clock: who moves another one does not know whether a connection is being refused.
        using var session = await MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            JsonPort = tester.JsonPort,
            BinaryPort = closed.Port,
            RequestTimeout = TimeSpan.FromSeconds(3),
        });

        var readings = await session.ReadReadingsAsync();
        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(
            () => session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 }));

        Assert.Equal(4, readings.Count);
        Assert.Equal("ConnectionFailed", problem.ErrorId);
        Assert.Equal(4, (await session.ReadReadingsAsync()).Count);
    }

    [Fact]
    public async Task The_binary_port_is_left_alone_until_it_is_needed()
    {
        using var tester = SimulatedTester.Start();
        using var session = await tester.ConnectAsync();
        await session.ReadReadingsAsync();

        Assert.Equal(1, tester.ConnectionTotal);
        await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 });
        Assert.Equal(2, tester.ConnectionTotal);
    }

    [Fact]
    public async Task Connecting_asks_what_does_not_change_once()
    {
        using var tester = SimulatedTester.Start();
        using var session = await tester.ConnectAsync();

        await session.GetGeneralAsync();
        await session.GetVersionAsync();
        await session.GetSpecificationAsync(1);
        await session.GetSpecificationAsync(1);

        Assert.Equal(["1,2", "1,1", "3,1"], tester.Requests.All.Select(request => $"{request.Class},{request.Number}"));
        Assert.Equal(3, session.MessagesSent);
    }

    [Fact]
    public async Task An_idle_connection_is_kept_alive_so_that_its_end_is_noticed()
    {
        Platform.NeedsOpenFilesListed();
        using var tester = SimulatedTester.Start();
        using var session = await tester.ConnectAsync();

        var timer = Assert.Single(IdleTimersOfConnectionsTo(tester.JsonPort));

        Assert.InRange(timer.TotalSeconds, 1, 60);
    }

    // Linux lists its connections with the addresses, the state (01 stands for an open one) and the timer (02 for keep-alive; 10 ms).
    private static IEnumerable<TimeSpan> IdleTimersOfConnectionsTo(int port) =>
        from file in new[] { "/proc/net/tcp", "/proc/net/tcp6" }
        from line in File.ReadLines(file).Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where columns[2].EndsWith($":{port:X4}", StringComparison.Ordinal) && columns[3] == "01"
        where columns[5].StartsWith("02:", StringComparison.Ordinal)
        select TimeSpan.FromMilliseconds(10 * Convert.ToInt64(columns[5][3..], 16));

    private static Task<MaccorSession> ConnectAsync(
        int port, LinkKind protocol, double seconds, CancellationToken cancellation = default) => MaccorSession.ConnectAsync(
        new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            JsonPort = port,
            BinaryPort = port,
            Protocol = protocol,
            ConnectTimeout = TimeSpan.FromSeconds(seconds),
        },
        cancellation);

    /// <summary>A host whose queue of connections is full: it drops what comes.</summary>
    private sealed class FullHost : IDisposable
    {
        private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> waiting = [];

        public FullHost()
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(1);
            // Far more than it has room for.
            for (var i = 0; i < 32; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                waiting.Add(socket);
                _ = socket.ConnectAsync(listener.LocalEndPoint!);
            }

            SpinWait.SpinUntil(() => waiting.Exists(socket => socket.Connected));
        }

        public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

        public void Dispose()
        {
            listener.Dispose();
            waiting.ForEach(socket => socket.Dispose());
        }
    }
}
