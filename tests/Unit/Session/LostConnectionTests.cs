using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Operations;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.Requests;
using Xunit;
using Exchange = MacNet.Protocol.Session.Exchange;

namespace MacNet.Tests.Unit.Session;

/// <summary>Testers that die, fall silent, cut their replies or say too much, over real sockets.</summary>
public class LostConnectionTests
{
    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_read_from_a_tester_that_dies_and_comes_back_succeeds(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        using var restart = new Restart(bench);

        var status = await bench.ReadAsync();

        Assert.Equal(3, status.Channel);
        Assert.Equal(2, bench.CountOf(Functions.Status));
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_command_to_a_tester_that_dies_and_comes_back_is_of_unknown_outcome_and_sent_once(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        using var restart = new Restart(bench);

        var problem = await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => bench.CommandAsync());

        Assert.Equal(("OutcomeUnknown", 3), (problem.ErrorId, problem.Channel));
        Assert.IsType<MaccorConnectionException>(problem.InnerException);
        Assert.Equal(1, bench.CountOf(Functions.SetVariable));
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_tester_that_closes_each_connection_after_one_reply_can_be_used_and_gets_a_command_once(LinkKind protocol)
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });
        using var json = new StreamRelay(tester.JsonPort) { Damage = reply => reply };
        using var binary = new StreamRelay(tester.BinaryPort) { Damage = reply => reply };
        using var session = await MaccorSession.ConnectAsync(StreamRelay.Through(json, binary, protocol));

        for (var value = 1; value <= 3; value++)
        {
            await session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 3, Number = 2, Value = value });
            Assert.Equal(value, tester.Channels[3].Variables[1]);
            Assert.True((await session.ReadStatusAsync(3)).Voltage > 0);
        }

        Assert.Equal(3, tester.Requests.CountOf(Functions.SetVariable));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Connections_that_were_cut_in_a_row_are_no_habit_of_the_tester(LinkKind protocol)
    {
        using var bench = await DirectBench.OpenAsync(protocol: protocol);
        bench.Faults.Next(Fault.Disconnect, Functions.Status, count: 3);
        for (var i = 0; i < 3; i++)
            await Record.ExceptionAsync(() => bench.Session.ReadStatusAsync(1));
        for (var i = 0; i < 2; i++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await bench.Session.ReadStatusAsync(1);
        }

        bench.Tester.Requests.Clear();
        for (var i = 0; i < 10; i++)
            await bench.Session.ReadStatusAsync(1);

        Assert.Equal(10, bench.Tester.Requests.All.Count);
        Assert.Single(bench.Tester.Requests.All.Select(request => request.Connection).Distinct());
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_tester_that_stays_dead_is_an_error_and_a_command_is_known_not_to_have_been_sent(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Tester.StopListening();
        await bench.Session.WhenItHasNoticedAsync();

        Assert.Equal("ConnectionFailed", (await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.ReadAsync())).ErrorId);
        Assert.Equal("ConnectionFailed", (await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.CommandAsync())).ErrorId);

        bench.Tester.StartListening();
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_connection_that_was_closed_while_idle_is_replaced_before_a_command_is_sent(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Tester.DropConnections();
        await bench.Session.WhenItHasNoticedAsync();

        await bench.CommandAsync();

        Assert.Equal(1, bench.CountOf(Functions.SetVariable));
        Assert.True(bench.Session.IsConnected);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_new_connection_is_asked_once_where_it_leads(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(
            protocol, options => options.SystemId = "Prüfstand №1 – 電池 🔋, which has a name of more than fifty letters");
        await LoseConnectionsAsync(bench);

        await bench.CommandAsync();
        await bench.CommandAsync();

        Assert.Equal("1,2 6,9 6,9", bench.Lab.Asked);
    }

    [Fact]
    public async Task A_new_binary_connection_of_a_session_that_speaks_JSON_leads_to_the_same_tester_too()
    {
        using var bench = await FailureBench.OpenAsync(
            change: options => options.SystemId = "Prüfstand №1 – 電池 🔋, which has a name of more than fifty letters");
        await bench.Session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 3 });
        await LoseConnectionsAsync(bench);

        await bench.Session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 3 });

        Assert.Equal("1,2 4,11", bench.Lab.Asked);
    }

    [Theory]
    [InlineData(LinkKind.Json, "Tester 2", 8)]
    [InlineData(LinkKind.Binary, "Tester 2", 8)]
    [InlineData(LinkKind.Json, "Tester 1", 16)]
    [InlineData(LinkKind.Binary, "Tester 1", 16)]
    public async Task Another_tester_in_the_place_of_the_first_gets_nothing_but_what_makes_safe_and_is_not_believed(
        LinkKind protocol, string name, ushort channels)
    {
        using var bench = await FailureBench.OpenAsync(protocol, options => options.SystemId = "Tester 1");
        await LoseConnectionsAsync(bench);
        bench.Faults.Always(
            Fault.Change<GeneralReply>(reply => (reply.SystemId, reply.TestChannels) = (name, channels)), Functions.General);

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.CommandAsync());
        Assert.Equal(("AnotherTester", 3), (problem.ErrorId, problem.Channel));
        Assert.Contains($"'{name}' with {channels} channels", problem.Message, StringComparison.Ordinal);
        Assert.Equal("AnotherTester", (await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.ReadAsync())).ErrorId);
        var suspending = () => bench.Session.AskAsync(Functions.Suspend, new ChannelRequest { Channel = 3 });
        Assert.Equal("AnotherTester", (await Assert.ThrowsAsync<MaccorConnectionException>(suspending)).ErrorId);
        Assert.Equal("1,2 1,2 6,3 1,2", bench.Lab.Asked);

        bench.Faults.Clear();
        await bench.ReadAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_reply_cut_at_every_possible_byte_is_asked_for_again(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        var whole = await ReplyLengthAsync(bench, () => bench.ReadAsync());

        for (var bytes = 0; bytes < whole; bytes++)
        {
            bench.Tester.Requests.Clear();
            bench.Faults.Next(Fault.CutAfter(bytes), Functions.Status);
            Assert.Equal((float)bench.Tester.Channels[3].Read().Voltage, (await bench.ReadAsync()).Voltage);
            Assert.Equal(2, bench.CountOf(Functions.Status));
        }

        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_command_whose_reply_is_cut_at_any_byte_is_of_unknown_outcome_and_sent_once(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        var whole = await ReplyLengthAsync(bench, () => bench.CommandAsync());

        for (var bytes = 0; bytes < whole; bytes++)
        {
            bench.Tester.Requests.Clear();
            bench.Faults.Next(Fault.CutAfter(bytes), Functions.SetVariable);
            await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => bench.CommandAsync());
            Assert.Equal(1, bench.CountOf(Functions.SetVariable));
        }

        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Replies_that_are_always_cut_are_an_error(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Faults.Always(Fault.CutAfter(20), Functions.Status);

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.ReadAsync());

        Assert.Equal("ConnectionLost", problem.ErrorId);
        Assert.Equal(3, bench.CountOf(Functions.Status));
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_reply_may_come_in_pieces_of_any_size(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        var whole = await ReplyLengthAsync(bench, () => bench.ReadAsync());
        bench.Tester.Requests.Clear();

        for (var size = 1; size <= whole; size++)
        {
            bench.Faults.Next(Fault.InPieces(size), Functions.Status);
            Assert.Equal((float)bench.Tester.Channels[3].Read().Voltage, (await bench.ReadAsync()).Voltage);
        }

        Assert.Equal(whole, bench.Tester.Requests.Count);
        await bench.AssertUsableAsync();
    }

    [Fact]
    public async Task A_character_of_several_bytes_may_be_cut_anywhere()
    {
        using var bench = await FailureBench.OpenAsync(change: options => options.SystemId = "Prüfstand №1 – 電池 🔋");
        bench.Faults.Next(Fault.InPieces(1), Functions.General);

        var reply = await bench.Session.AskAsync(Functions.General, new Nothing());

        Assert.Equal("Prüfstand №1 – 電池 🔋", reply.SystemId);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Of_two_replies_glued_together_the_first_counts_and_the_connection_is_replaced(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync(protocol);
        bench.Faults.Next(Fault.Twice, Functions.Status);
        bench.Faults.Next(Fault.Twice, Functions.SetVariable);

        var status = await bench.ReadAsync();
        await bench.CommandAsync();

        Assert.Equal(3, status.Channel);
        Assert.Equal("4,7 1,2 6,9", bench.Lab.Asked);
        await bench.AssertUsableAsync();
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_reply_that_comes_once_more_later_does_not_spoil_the_next_command(LinkKind protocol)
    {
        using var bench = await FailureBench.OpenAsync();
        using var json = new StreamRelay(bench.Tester.JsonPort);
        using var binary = new StreamRelay(bench.Tester.BinaryPort);
        using var session = await ConnectAsync(json, binary, protocol);
        await session.ReadStatusAsync(3);
        var reply = bench.Tester.Requests.All[^1].Reply!;
        bench.Tester.Requests.Clear();

        await (protocol == LinkKind.Json ? json : binary).SayGoodbyeAsync(reply);
        await session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 3, Number = 1, Value = 5 });

        Assert.Equal("1,2 6,9", bench.Lab.Asked);
        Assert.Equal(5, bench.Tester.Channels[3].Variables[0]);
    }

    [Fact]
    public async Task A_line_end_that_comes_after_its_reply_is_no_reason_to_connect_again()
    {
        using var bench = await FailureBench.OpenAsync();
        using var json = new StreamRelay(bench.Tester.JsonPort);
        using var binary = new StreamRelay(bench.Tester.BinaryPort);
        using var session = await ConnectAsync(json, binary, LinkKind.Json);
        var connections = bench.Tester.ConnectionTotal;

        for (var i = 0; i < 3; i++)
        {
            await json.InjectAsync("\r\n"u8.ToArray());
            await session.ReadStatusAsync(3);
        }

        Assert.Equal(connections, bench.Tester.ConnectionTotal);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_silent_tester_is_given_up_in_time(LinkKind protocol)
    {
        var time = new ManualTime();
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default });
        using var session = await tester.ConnectAsync(protocol, timeoutSeconds: 0.3, clock: time);
        tester.Faults.SwallowEverything = true;
        tester.Requests.Clear();

        var setting = SetVariableAsync(session, 7);
        await tester.TimeOutAsync(time, seconds: 0.3);
        var command = await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => setting);
        // Over a new connection, which is asked first where it leads: what is to follow is known not to have been sent.
        var reading = session.ReadStatusAsync(3);
        await tester.TimeOutReadAsync(time, count: 2, seconds: 0.3);
        await tester.TimeOutAsync(time, count: 3, seconds: 0.05);
        var read = await Assert.ThrowsAsync<MaccorTimeoutException>(() => reading);
        setting = SetVariableAsync(session, 7);
        await tester.TimeOutAsync(time, count: 4, seconds: 0.3);
        var unsent = await Assert.ThrowsAsync<MaccorTimeoutException>(() => setting);
        Assert.Equal(0, tester.Requests.CountOf(Functions.Status));

        Assert.Equal(("Timeout", 3), (read.ErrorId, read.Channel));
        Assert.Equal(("Timeout", 3), (unsent.ErrorId, unsent.Channel));
        Assert.Contains("0.3 s", read.Message, StringComparison.Ordinal);
        Assert.IsType<MaccorTimeoutException>(command.InnerException);
        Assert.Equal(1, tester.Requests.CountOf(Functions.SetVariable));
        tester.Faults.Clear();
        await SetVariableAsync(session, 8);
        Assert.Equal(8, tester.Channels[3].Variables[0]);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_tester_that_misses_one_request_is_asked_again_in_time(LinkKind protocol)
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(protocol: protocol, clock: time);
        lab.Tester.Faults.Next(Fault.Silence);

        var reading = lab.Session.ReadStatusAsync(3);
        await lab.Tester.TimeOutAsync(time, seconds: 4);
        // What has been given up is closed at once.
        Assert.True(lab.Session.IsConnected);
        await lab.Tester.TimeOutAsync(time, seconds: 1);
        await time.WhenTimerIsSet();
        time.AdvanceSeconds(0.1);

        Assert.Equal(3, (await reading).Channel);
        Assert.Equal("4,7 1,2 4,7", lab.Asked);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_reply_that_comes_too_late_is_not_taken_for_the_next_one(LinkKind protocol)
    {
        var (time, testerTime) = (new ManualTime(), new ManualTime());
        using var tester = SimulatedTester.Start(
            new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default, TimeProvider = testerTime });
        using var session = await tester.ConnectAsync(protocol, clock: time);
        tester.Requests.Clear();
        tester.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(31)), Functions.SetVariable);
        var late = SetVariableAsync(session, 1);
        await testerTime.WhenTimerIsSet();
        await tester.TimeOutAsync(time);
        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => late);

        testerTime.AdvanceSeconds(31);
        for (var value = 2; value < 20; value++)
        {
            await SetVariableAsync(session, value);
            Assert.Equal(value, tester.Channels[3].Variables[0]);
        }

        Assert.Equal(19, tester.Requests.CountOf(Functions.SetVariable));
    }

    private static async Task LoseConnectionsAsync(FailureBench bench)
    {
        bench.Tester.DropConnections();
        await bench.Session.WhenItHasNoticedAsync();
        bench.Tester.Requests.Clear();
    }

    private static Task<ResultReply> SetVariableAsync(MaccorSession session, float value) =>
        session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 3, Number = 1, Value = value });

    private static Task<MaccorSession> ConnectAsync(StreamRelay json, StreamRelay binary, LinkKind protocol) =>
        MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            JsonPort = json.Port,
            BinaryPort = binary.Port,
            Protocol = protocol,
        });

    // Up to where a reply is whole: what follows the last brace of JSON is not needed.
    private static async Task<int> ReplyLengthAsync(FailureBench bench, Func<Task> ask)
    {
        await ask();
        var reply = bench.Tester.Requests.All[^1].Reply!;
        return bench.Session.Protocol == LinkKind.Json ? Array.LastIndexOf(reply, (byte)'}') + 1 : reply.Length;
    }

    /// <summary>
    /// A tester that dies when it has carried out one request, before the reply, and comes back when the session has noticed.
    /// </summary>
    private sealed class Restart : IDisposable
    {
        private readonly FailureBench bench;
        private bool isDone;

        public Restart(FailureBench bench)
        {
            this.bench = bench;
            bench.Faults.Next(Fault.Disconnect);
            bench.Tester.Requests.Served += Die;
            bench.Lab.Exchanged += ComeBack;
        }

        public void Dispose() => bench.Lab.Exchanged -= ComeBack;

        private void Die(object? sender, RecordedRequest request)
        {
            bench.Tester.Requests.Served -= Die;
            bench.Tester.StopListening();
        }

        private void ComeBack(Exchange exchange)
        {
            if (isDone || exchange.Failure is null)
                return;
            isDone = true;
            bench.Tester.StartListening();
        }
    }
}
