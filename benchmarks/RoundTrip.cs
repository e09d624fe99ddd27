using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester;

namespace MacNet.Benchmarks;

/// <summary>What a session adds to a round trip of (4, 7): the same bytes through plain sockets are the baseline.</summary>
[Config(typeof(Config))]
[MemoryDiagnoser]
public class RoundTrip
{
    private readonly byte[] request = JsonCodec.WriteRequest(Functions.Status, new ChannelRequest { Channel = 3 }, 1);
    private readonly byte[] buffer = new byte[4096];
    private SimulatedTester tester = null!;
    private MaccorSession session = null!;
    private Socket socket = null!;
    private int replyLength;

    [GlobalSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public async Task<int> PlainSockets()
    {
        await socket.SendAsync(request, SocketFlags.None);
        var length = 0;
        while (length < replyLength)
            length += await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None);
        return length;
    }

    [Benchmark]
    public Task<StatusReply> Session() => session.AskAsync(Functions.Status, new ChannelRequest { Channel = 3 });

    [GlobalCleanup]
    public void Stop()
    {
        socket.Dispose();
        session.Dispose();
        tester.Dispose();
    }

    private async Task StartAsync()
    {
        tester = SimulatedTester.Start();
        session = await MaccorSession.ConnectAsync(
            new MaccorSessionOptions { ComputerName = "127.0.0.1", JsonPort = tester.JsonPort, BinaryPort = tester.BinaryPort });
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", tester.JsonPort);
        await socket.SendAsync(request);
        await Task.Delay(200);
        replyLength = await socket.ReceiveAsync(buffer);
    }

    private sealed class Config : BenchmarkDotNet.Configs.ManualConfig
    {
        public Config() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
