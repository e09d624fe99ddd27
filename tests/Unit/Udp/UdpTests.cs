using System.Net;
using System.Net.Sockets;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Udp;

public sealed class UdpTests : IDisposable
{
    private readonly SimulatedTester tester = SimulatedTester.Start(
        new VirtualTesterOptions { Channels = 8, Speed = 0, TransitionTime = default });

    // Who waits in vain is to fail, and not to hang.
    private static readonly TimeSpan InVain = TimeSpan.FromMinutes(1);

    // A session's: how slow the machine is must not tell what counts as lost.
    private readonly ManualTime time = new();

    public void Dispose() => tester.Dispose();

    public static TheoryData<int, int> AllFunctions()
    {
        var all = new TheoryData<int, int>();
        foreach (var function in Functions.All.Where(function => function.NewRequest() is not FilePacket))
            all.Add(function.Class, function.Number);
        return all;
    }

    [Theory]
    [MemberData(nameof(AllFunctions))]
    public async Task Every_binary_function_is_answered(int functionClass, int number)
    {
        using var session = await tester.ConnectAsync(LinkKind.Udp);
        var request = BinaryCodec.Write(Functions.Find(functionClass, number)!, Functions.Find(functionClass, number)!.NewRequest());
        var header = BinaryHeader.Read(request);
        var raw = new RawMessage { Channel = header.Chan + 1, Content = new RawContent { Bytes = request[BinaryHeader.Size..] } };
        if (request.Length == BinaryHeader.Size)
            raw.Count = header.Len;

        await session.AskAsync(Functions.Raw(functionClass, number, binary: true), raw);

        var last = tester.Requests.All[^1];
        Assert.Equal((functionClass, number), (last.Class, last.Number));
        Assert.Equal(request, last.Bytes);
    }

    [Theory]
    [InlineData(LinkKind.Udp, true)]
    [InlineData(LinkKind.Udp, false)]
    [InlineData(LinkKind.Binary, true)]
    public async Task Auxiliary_values_are_as_many_as_there_are(LinkKind protocol, bool lengthCountsValues)
    {
        tester.System.Options.Quirks.AuxiliaryLengthCountsValues = lengthCountsValues;
        var inputs = tester.Channels[2].Auxiliaries.Count;
        using var session = await tester.ConnectAsync(protocol);

        var readings = await session.ReadAuxiliariesAsync(2);

        Assert.Equal(inputs, readings.Count);
        Assert.All(readings, reading => Assert.NotEmpty(reading.Unit));
    }

    [Fact]
    public async Task Over_TCP_a_length_in_bytes_is_found_out_once_in_a_session()
    {
        tester.System.Options.Quirks.AuxiliaryLengthCountsValues = false;
        // On the real clock: nobody else knows when the session has received a part of a reply. Half of the time passes.
        using var session = await tester.ConnectAsync(LinkKind.Binary, timeoutSeconds: 3);
        tester.Requests.Clear();

        for (var times = 0; times < 2; times++)
            Assert.Equal(tester.Channels[2].Auxiliaries.Count, (await session.ReadAuxiliariesAsync(2)).Count);

        Assert.Equal(3, tester.Requests.CountOf(Functions.AuxiliaryValues));
        // The units are known the second time.
        Assert.Equal(1, tester.Requests.CountOf(Functions.AuxiliaryUnits));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_read_that_is_lost_is_asked_again(bool requestIsLost)
    {
        using var session = await tester.ConnectAsync(LinkKind.Udp, clock: time);
        tester.Requests.Clear();
        tester.Faults.Next(requestIsLost ? Fault.Lost : Fault.Silence, Functions.States);

        var reading = session.ReadStateAsync(1);
        await tester.TimeOutReadAsync(time);

        Assert.Equal(ChannelState.Available, await reading);
        Assert.Equal(2, tester.Requests.CountOf(Functions.States));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_command_that_is_lost_is_not_given_again(bool requestIsLost)
    {
        using var session = await tester.ConnectAsync(LinkKind.Udp, clock: time);
        tester.Requests.Clear();
        tester.Faults.Next(requestIsLost ? Fault.Lost : Fault.Silence, Functions.SetVariable);

        var command = session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 1, Number = 1, Value = 1 });
        await tester.TimeOutAsync(time);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => command);
        Assert.Equal(1, tester.Requests.CountOf(Functions.SetVariable));
        Assert.Equal(ChannelState.Available, await session.ReadStateAsync(1));
    }

    [Fact]
    public async Task A_reply_that_comes_after_its_time_is_not_taken_for_that_of_the_next_request()
    {
        using var relay = new DatagramRelay(tester);
        using var session = await MaccorSession.ConnectAsync(Through(relay, time));
        tester.Requests.Clear();
        var held = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        relay.Deliver = reply =>
        {
            if (!reply.Answers(Functions.States))
                return [reply];
            if (held.Task.IsCompleted)
                return [held.Task.Result, reply];
            held.SetResult(reply with { Bytes = [.. reply.Bytes[..^2], (byte)ChannelState.Problem, 0] });
            return [];
        };

        var reading = session.ReadStateAsync(1);
        await held.Task;
        await tester.TimeOutReadAsync(time);

        Assert.Equal(ChannelState.Available, await reading);
    }

    [Theory]
    [InlineData(DirectOutputRequest.Rest)]
    [InlineData(DirectOutputRequest.Discharge)]
    public async Task A_late_copy_of_the_reply_to_an_output_does_not_confirm_the_next_one(char mode)
    {
        using var relay = new DatagramRelay(tester);
        using var session = await MaccorSession.ConnectAsync(Through(relay, time));
        Reply? first = null;
        relay.Deliver = reply => [reply.Answers(Functions.SetDirectOutput) ? first ??= reply : reply];
        await session.AskAsync(Functions.SetDirectOutput, new DirectOutputRequest { Channel = 1, Mode = 'C', CurrentRange = 4 });
        tester.Requests.Clear();

        var next = session.AskAsync(Functions.SetDirectOutput, new DirectOutputRequest { Channel = 1, Mode = mode });
        await time.WhenShortTimerIsSet();
        time.AdvanceSeconds(0.2);
        await tester.TimeOutAsync(time);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => next);
        Assert.Equal("6,8", string.Join(" ", tester.Requests.All.Select(request => $"{request.Function!.Class},{request.Function.Number}")));
    }

    [Fact]
    public async Task What_answers_something_else_is_passed_over()
    {
        using var relay = new DatagramRelay(tester);
        using var session = await MaccorSession.ConnectAsync(Through(relay));
        tester.Channels[2].Select(true);
        relay.Deliver = reply =>
        [
            reply with { Bytes = [.. reply.Bytes[..2], 99, .. reply.Bytes[3..]] },
            reply with { Bytes = [99, .. reply.Bytes[1..]] },
            reply with { Bytes = [.. reply.Bytes[..4], 7, .. reply.Bytes[5..]] },
            reply with { Bytes = reply.Bytes[..7] },
            reply with { Bytes = [] },
            reply,
        ];

        Assert.Equal(ChannelState.Selected, await session.ReadStateAsync(2));
        Assert.Equal(ChannelState.Available, await session.ReadStateAsync(1));
    }

    [Fact]
    public async Task A_reply_that_came_twice_is_not_taken_for_the_next_one()
    {
        using var relay = new DatagramRelay(tester);
        using var session = await MaccorSession.ConnectAsync(Through(relay));
        var delivered = new TaskCompletionSource();
        relay.Deliver = Twice;

        await session.ReadStateAsync(1);
        await delivered.Task;
        relay.Deliver = reply => [reply];
        tester.Channels[1].Select(true);

        Assert.Equal(ChannelState.Selected, await session.ReadStateAsync(1));

        IEnumerable<Reply> Twice(Reply reply)
        {
            yield return reply;
            yield return reply;
            delivered.SetResult();
        }
    }

    [Fact]
    public async Task A_stranger_is_not_listened_to()
    {
        Platform.NeedsSecondAddress();
        using var session = await tester.ConnectAsync(LinkKind.Udp);
        tester.Faults.Always(Fault.Stranger, Functions.States);

        Assert.Equal(ChannelState.Available, await session.ReadStateAsync(1));
        Assert.Equal(ChannelState.Available, await session.ReadStateAsync(1));
    }

    [Fact]
    public async Task A_tester_that_answers_the_port_after_its_own_is_heard()
    {
        using var other = StartWithNextPortFree();
        other.System.Options.Quirks.UdpAnswersNextPort = true;
        using var session = await other.ConnectAsync(LinkKind.Udp, clock: time);

        Assert.Equal(ChannelState.Available, await session.ReadStateAsync(1));
        other.Requests.Clear();
        other.Faults.Next(Fault.Silence, Functions.States);
        var reading = session.ReadStateAsync(1);
        await other.TimeOutReadAsync(time);
        Assert.Equal(ChannelState.Available, await reading);
    }

    [Fact]
    public async Task The_port_after_the_testers_may_be_taken()
    {
        using var other = StartWithNextPortFree();
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Any, other.UdpPort + 1));
        using var session = await other.ConnectAsync(LinkKind.Udp);

        Assert.Equal(ChannelState.Available, await session.ReadStateAsync(1));
    }

    [Fact]
    public async Task A_name_is_resolved()
    {
        var options = Connecting.OptionsFor(tester, LinkKind.Udp);
        using var session = await MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = "localhost",
            UdpPort = options.UdpPort,
            Protocol = LinkKind.Udp,
        });

        Assert.Equal(8, session.ChannelCount);
    }

    [Fact]
    public async Task Where_nobody_is_the_error_says_how_long_it_took()
    {
        using var nobody = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)nobody.Client.LocalEndPoint!).Port;

        var connecting = MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            UdpPort = port,
            Protocol = LinkKind.Udp,
            RequestTimeout = TimeSpan.FromSeconds(0.4),
            Clock = time,
        });
        await nobody.ReceiveAsync();
        time.AdvanceSeconds(0.4);

        var problem = await Assert.ThrowsAsync<MaccorTimeoutException>(() => connecting);
        Assert.Contains("within 0.4 s", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_received_stands_the_loss_of_datagrams(bool requestIsLost)
    {
        var content = new byte[2600];
        new Random(1).NextBytes(content);
        tester.Files.Write(FileFolder.Archive, "a.001", content);
        using var session = await tester.ConnectAsync(LinkKind.Udp, clock: time);
        tester.Faults.Next(requestIsLost ? Fault.Lost : Fault.Silence, Functions.GetFile);
        tester.Faults.Next(requestIsLost ? Fault.Lost : Fault.Silence, Functions.GetFile, after: 2);
        using var back = new MemoryStream();

        var receiving = session.ReceiveFileAsync(FileType.Archive, "a.001", back);
        await RepeatAsync(count: 1);
        await RepeatAsync(count: 4);
        await receiving;

        Assert.Equal(content, back.ToArray());
    }

    [Fact]
    public async Task An_answer_that_comes_when_the_request_is_repeated_is_not_thrown_away()
    {
        tester.Files.Write(FileFolder.Archive, "a.001", [1, 2, 3]);
        using var relay = new DatagramRelay(tester);
        using var trace = new HoldingTrace();
        using var session = await MaccorSession.ConnectAsync(Through(relay, time, trace));
        var delivered = new TaskCompletionSource();
        relay.Deliver = OnlyTheFirst;
        trace.Hold();
        using var back = new MemoryStream();

        var receiving = session.ReceiveFileAsync(FileType.Archive, "a.001", back);
        await Task.WhenAll(trace.Holding, delivered.Task);
        await RepeatAsync(count: 1);
        trace.Release();
        await receiving.WaitAsync(InVain);

        Assert.Equal([1, 2, 3], back.ToArray());

        // The session is held up with what comes before the answer.
        IEnumerable<Reply> OnlyTheFirst(Reply reply)
        {
            if (reply.Answers(Functions.General))
                yield return reply;
            if (reply.Answers(Functions.General) || delivered.Task.IsCompleted)
                yield break;
            yield return reply with { Bytes = [0] };
            yield return reply;
            delivered.SetResult();
        }
    }

    [Fact]
    public async Task A_file_that_is_sent_breaks_off_with_a_datagram_and_arrives_the_next_time()
    {
        using var session = await tester.ConnectAsync(LinkKind.Udp, clock: time);
        tester.Faults.Next(Fault.Lost, Functions.SendFile, after: 2);
        Task Send() => session.SendFileAsync(FileType.Waveform, "w.mwf", new MemoryStream(new byte[2600]));

        var sending = Send();
        await tester.Requests.WhenCountReaches(Functions.SendFile, 3).WaitAsync(InVain);
        time.AdvanceSeconds(30);
        Assert.Equal("TransferBroken", (await Assert.ThrowsAsync<MaccorTransferException>(() => sending)).ErrorId);
        Assert.Null(tester.Files.Find(FileFolder.Waveforms, "w.mwf"));
        await Send();

        Assert.Equal(2600, tester.Files.Find(FileFolder.Waveforms, "w.mwf")!.Size);
    }

    // So many packets of a file have been asked for, and the last one, not answered for a third of its time, is repeated.
    private async Task RepeatAsync(int count)
    {
        await tester.Requests.WhenCountReaches(Functions.GetFile, count).WaitAsync(InVain);
        var repeated = tester.Requests.WhenCountReaches(Functions.GetFile, count + 1);
        do
        {
            // The limit of the request, and the time after which it is repeated. Where that began only now, once more.
            await time.WhenTimerIsSet(2);
            time.AdvanceSeconds(10);
        }
        while (await Task.WhenAny(repeated, Task.Delay(TimeSpan.FromSeconds(5))) != repeated);
    }

    private static MaccorSessionOptions Through(DatagramRelay relay, TimeProvider? clock = null, IWireTrace? trace = null) => new()
    {
        ComputerName = "127.0.0.1",
        UdpPort = relay.Port,
        Protocol = LinkKind.Udp,
        RequestTimeout = TimeSpan.FromSeconds(30),
        Clock = clock ?? TimeProvider.System,
        Trace = trace,
    };

    // At ports below those that systems hand out, so that nobody is given the next one before it is needed.
    private static SimulatedTester StartWithNextPortFree()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            try
            {
                using var next = new UdpClient(new IPEndPoint(IPAddress.Any, port + 1));
                return SimulatedTester.Start(new VirtualTesterOptions { UdpPort = port });
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    /// <summary>Can hold a session up that has taken a datagram.</summary>
    private sealed class HoldingTrace : IWireTrace, IDisposable
    {
        private readonly TaskCompletionSource holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim free = new(initialState: true);

        public Task Holding => holding.Task;

        public void Hold() => free.Reset();

        public void Release() => free.Set();

        public void Note(LinkKind link, int connection, bool sent, ReadOnlySpan<byte> bytes)
        {
            // What identifies the tester goes before.
            if (sent || free.IsSet || (bytes.Length > 2 && bytes[0] == Functions.General.Class && bytes[2] == Functions.General.Number))
                return;
            holding.TrySetResult();
            free.Wait();
        }

        public void Dispose() => free.Dispose();
    }
}
