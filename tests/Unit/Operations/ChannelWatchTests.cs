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

namespace MacNet.Tests.Unit.Operations;

public sealed class ChannelWatchTests
{
    private readonly List<ChannelReading> seen = [];
    private readonly List<string> warnings = [];

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_wait_gives_each_channel_when_its_test_has_ended(LinkKind protocol)
    {
        using var lab = await RunningAsync(protocol, ("Rest", 2), ("Faulty", 5));

        var left = await lab.Session.WatchAsync([2, 5, 7], seen.Add);

        Assert.Empty(left);
        Assert.Equal(
            [(7, ChannelState.Available), (5, ChannelState.Problem), (2, ChannelState.Completed)],
            seen.Select(reading => (reading.Channel, reading.State)));
        Assert.Equal(30, seen[1].TestTime?.TotalSeconds);
        Assert.Equal(60, seen[2].TestTime?.TotalSeconds);
    }

    [Fact]
    public async Task A_look_costs_one_message_and_three_more_where_there_is_something_to_tell()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1), ("Rest", 8));

        await lab.Session.WatchAsync([1, 8], seen.Add);

        Assert.Equal(2, seen.Count);
        var asked = lab.Tester.Requests.All.Select(request => request.Function).ToArray();
        Assert.All(asked.SkipLast(4), function => Assert.Same(Functions.States, function));
        Assert.Equal([Functions.States, Functions.Voltages, Functions.Currents, Functions.TestTimes], asked.TakeLast(4));
    }

    [Fact]
    public async Task A_look_comes_at_each_interval()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));

        await lab.Session.WatchAsync([1], seen.Add, new ChannelWatch { Interval = TimeSpan.FromSeconds(4) });

        // At 0, 4, 8 … 60 s.
        Assert.Equal(16, lab.Tester.Requests.CountOf(Functions.States));
    }

    [Fact]
    public async Task What_has_not_come_in_time_is_left_with_its_state()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));

        var left = await lab.Session.WatchAsync([1, 2], seen.Add, new ChannelWatch { Limit = TimeSpan.FromSeconds(20) });

        Assert.Equal([1], left.Keys);
        Assert.Equal(ChannelState.Active, left[1]);
        Assert.Equal([2], seen.Select(reading => reading.Channel));
        Assert.Equal(20, lab.Tester.Requests.CountOf(Functions.States));
    }

    [Fact]
    public async Task Without_time_there_is_one_look()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));

        var left = await lab.Session.WatchAsync([1, 2], seen.Add, new ChannelWatch { Limit = TimeSpan.Zero });

        Assert.Equal([1], left.Keys);
        Assert.Equal([2], seen.Select(reading => reading.Channel));
        Assert.Equal(1, lab.Tester.Requests.CountOf(Functions.States));
    }

    [Theory]
    [InlineData(ChannelState.Problem)]
    [InlineData(ChannelState.PowerFail)]
    [InlineData(ChannelState.NoController)]
    [InlineData(ChannelState.Shutdown)]
    [InlineData(ChannelState.NotAvailable)]
    public void A_channel_that_needs_somebody_is_not_waited_for(ChannelState state) => Assert.True(ChannelWatch.IsStuck(state));

    [Fact]
    public async Task A_watch_for_changes_tells_the_first_state_and_each_change_once()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        var watch = new ChannelWatch
        {
            For = WatchFor.Changes,
            IsLast = state => state == ChannelState.Completed,
            Limit = TimeSpan.FromSeconds(70),
        };

        var left = await lab.Session.WatchAsync([1, 2], seen.Add, watch);

        Assert.Equal(
            [(1, ChannelState.Active), (2, ChannelState.Available), (1, ChannelState.Completed)],
            seen.Select(reading => (reading.Channel, reading.State)));
        Assert.Equal([2], left.Keys);
    }

    [Fact]
    public async Task A_watch_for_everything_tells_a_reading_at_each_look()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        var watch = new ChannelWatch
        {
            For = WatchFor.Everything,
            Interval = TimeSpan.FromSeconds(2),
            IsLast = _ => false,
            Limit = TimeSpan.FromSeconds(10),
        };

        await lab.Session.WatchAsync([1, 2], seen.Add, watch);

        Assert.Equal([0, 2, 4, 6, 8], seen.Where(reading => reading.Channel == 1).Select(reading => reading.TestTime!.Value.TotalSeconds));
        Assert.Equal(10, seen.Count);
    }

    [Fact]
    public async Task A_change_that_could_not_be_read_is_told_the_next_time()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        lab.Tester.Faults.Next(Fault.Disconnect, Functions.Voltages, count: 3);
        var watch = new ChannelWatch
        {
            For = WatchFor.Changes,
            IsLast = state => state == ChannelState.Completed,
            Warn = warnings.Add,
        };

        await lab.Session.WatchAsync([1], seen.Add, watch);

        Assert.Equal([ChannelState.Active, ChannelState.Completed], seen.Select(reading => reading.State));
        Assert.Equal(2, warnings.Count);
    }

    [Fact]
    public async Task A_tester_that_is_away_for_a_while_is_asked_again_and_warned_of_once()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        lab.Tester.StopListening();
        var looks = 0;
        var watch = new ChannelWatch
        {
            Warn = warnings.Add,
            Looked = left =>
            {
                Assert.Null(left.TryGetValue(1, out var state) && looks < 5 ? state : null);
                if (++looks == 5)
                    lab.Tester.StartListening();
            },
        };

        await lab.Session.WatchAsync([1], seen.Add, watch);

        Assert.Equal(ChannelState.Completed, Assert.Single(seen).State);
        Assert.Equal(2, warnings.Count);
        Assert.Contains("'lab' is away", warnings[0], StringComparison.Ordinal);
        Assert.Contains("up to 300 s", warnings[0], StringComparison.Ordinal);
        Assert.Equal("Tester 'lab' answers again.", warnings[1]);
    }

    [Fact]
    public async Task A_tester_that_stays_away_ends_the_watch()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        lab.Tester.StopListening();
        var watch = new ChannelWatch { LongestAbsence = TimeSpan.FromSeconds(30), Warn = warnings.Add };

        await Assert.ThrowsAsync<MaccorConnectionException>(() => lab.Session.WatchAsync([1], seen.Add, watch));

        Assert.Single(warnings);
        Assert.InRange(
            lab.Tester.System.Options.TimeProvider.GetUtcNow() - LeapingTime.Start, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_tester_that_hangs_is_away_too()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        lab.Tester.Faults.Next(Fault.Garbage, Functions.States, count: 6);
        var watch = new ChannelWatch { Warn = warnings.Add };

        await lab.Session.WatchAsync([1], seen.Add, watch);

        Assert.Equal(2, warnings.Count);
    }

    [Fact]
    public async Task A_closed_session_ends_the_watch_at_once()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        lab.Session.Dispose();

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => lab.Session.WatchAsync([1], seen.Add));

        Assert.Equal("SessionClosed", problem.ErrorId);
    }

    [Fact]
    public async Task A_tester_that_answers_with_errors_while_it_starts_is_away_too()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        lab.Tester.Faults.Next(Fault.Error(), Functions.States, count: 6);

        await lab.Session.WatchAsync([1], seen.Add, new ChannelWatch { Warn = warnings.Add });

        Assert.Equal(ChannelState.Completed, Assert.Single(seen).State);
        Assert.Equal(2, warnings.Count);
        Assert.Contains("'MacNet error'", warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tester_that_goes_on_answering_with_errors_ends_the_watch()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        lab.Tester.Faults.Always(Fault.Error(), Functions.States);
        var watch = new ChannelWatch { LongestAbsence = TimeSpan.FromSeconds(30), Warn = warnings.Add };

        await Assert.ThrowsAsync<MaccorErrorReplyException>(() => lab.Session.WatchAsync([1], seen.Add, watch));

        Assert.Single(warnings);
        Assert.InRange(
            lab.Tester.System.Options.TimeProvider.GetUtcNow() - LeapingTime.Start, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_function_that_the_tester_does_not_have_ends_the_watch_at_once()
    {
        using var lab = await RunningAsync(LinkKind.Json, ("Rest", 1));
        lab.Tester.Faults.Next(Fault.Error(-32601, "Invalid FNum"), Functions.States);

        await Assert.ThrowsAsync<MaccorErrorReplyException>(() => lab.Session.WatchAsync([1], seen.Add));

        Assert.Equal("4,1", lab.Asked);
    }

    [Fact]
    public async Task A_tester_that_does_not_know_its_users_while_it_starts_is_away_too()
    {
        using var tester = SimulatedTester.Start(Guarded());
        using var session = await ConnectGuardedAsync(tester);
        var looks = 0;
        var watch = new ChannelWatch
        {
            IsLast = _ => looks > 1,
            Warn = warnings.Add,
            Looked = _ =>
            {
                if (looks++ == 0)
                    RefuseLogins(tester, count: 3);
            },
        };

        Assert.Empty(await session.WatchAsync([1], seen.Add, watch));

        Assert.Equal(5, looks);
        Assert.Equal(2, warnings.Count);
    }

    [Fact]
    public async Task A_login_that_fails_before_the_first_answer_ends_the_watch_at_once()
    {
        using var tester = SimulatedTester.Start(Guarded());
        using var session = await ConnectGuardedAsync(tester);
        RefuseLogins(tester, count: 1);

        await Assert.ThrowsAsync<MaccorLoginException>(() => session.WatchAsync([1], seen.Add));
    }

    [Fact]
    public async Task A_watch_can_be_cancelled_at_any_moment()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" }));
        using var cancelling = new CancellationTokenSource();
        var watch = new ChannelWatch { Interval = TimeSpan.FromHours(1), Looked = _ => cancelling.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lab.Session.WatchAsync([1], seen.Add, watch, cancelling.Token));
    }

    [Fact]
    public async Task A_channel_that_the_tester_does_not_have_is_an_error_and_nothing_is_sent()
    {
        using var lab = await Lab.OpenAsync();

        await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.WatchAsync([1, 9], seen.Add));

        Assert.Empty(lab.Asked);
    }

    private static VirtualTesterOptions Guarded()
    {
        var options = new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default };
        options.Users["ann"] = "secret";
        return options;
    }

    private static Task<MaccorSession> ConnectGuardedAsync(SimulatedTester tester) => MaccorSession.ConnectAsync(new MaccorSessionOptions
    {
        ComputerName = "127.0.0.1",
        JsonPort = tester.JsonPort,
        BinaryPort = tester.BinaryPort,
        UserName = "ann",
        Password = "secret",
        Clock = new LeapingTime(),
    });

    private static void RefuseLogins(SimulatedTester tester, int count)
    {
        tester.Faults.Next(Fault.Error(), Functions.Login, count: count);
        tester.DropConnections();
    }

    // The tester and the session have one clock, which each pause between looks moves.
    private static async Task<Lab> RunningAsync(LinkKind protocol, params (string Procedure, int Channel)[] tests)
    {
        var time = new LeapingTime();
        var lab = await Lab.OpenAsync(options => (options.TimeProvider, options.Speed) = (time, 1), protocol, time);
        foreach (var (procedure, channel) in tests)
            await lab.Session.StartTestAsync(new TestStart(channel, new TestPlan { Procedure = procedure }));
        lab.Tester.Requests.Clear();
        return lab;
    }
}
