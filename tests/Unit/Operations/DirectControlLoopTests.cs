using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Faults;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

public class DirectControlLoopTests
{
    [Fact]
    public async Task Each_turn_reads_then_sets_and_the_end_is_rest()
    {
        using var bench = await Bench.StartAsync();
        var statuses = new List<ChannelStatus>();

        var loop = Loop(bench, (_, turn) => 0.1f * turn, statuses, turns: 3);
        await loop.RunAsync();

        Assert.Equal("4,7 6,8 4,7 6,8 4,7 6,8 6,8 4,7", bench.Lab.Asked);
        Assert.Equal([0f, 0.1f, 0.2f], statuses.Select(status => status.Current));
        Assert.Equal(['C', 'C', 'C', 'R'], bench.Outputs.Select(output => output.Mode));
        Assert.Equal(0, bench.Driven);
        Assert.Null(loop.RestProblem);
    }

    [Fact]
    public async Task No_output_leaves_the_channel_as_it_is()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        var statuses = new List<ChannelStatus>();

        await Loop(bench, (_, _) => null, statuses, turns: 3).RunAsync();

        Assert.Equal([0.5f, 0.5f, 0.5f], statuses.Select(status => status.Current));
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_loop_that_may_not_drive_a_channel_takes_it_from_nobody()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        using var other = await bench.ConnectAsync();
        var loop =
            new DirectControlLoop(other, Bench.Channel)
            { Decide = (_, _) => Task.FromResult<DirectControlOutput?>(new() { Current = 0.4f }) };

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => loop.RunAsync());

        Assert.Equal("VoltageRequired", problem.ErrorId);
        Assert.Equal(0.5, bench.Driven, 3);
    }

    [Fact]
    public async Task Turns_begin_an_interval_apart_and_end_with_the_duration()
    {
        using var bench = await Bench.StartAsync();
        var began = bench.Time.GetUtcNow();
        var turns = new List<double>();
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Duration = TimeSpan.FromMilliseconds(700),
            Decide = (_, _) =>
            {
                turns.Add((bench.Time.GetUtcNow() - began).TotalSeconds);
                return Task.FromResult<DirectControlOutput?>(new DirectControlOutput { Current = 0.1f });
            },
        };

        await loop.RunAsync();

        Assert.Equal([0, 0.2, 0.4, 0.6], turns.Select(turn => Math.Round(turn, 1)));
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_turn_is_not_taken_twice_where_the_wait_for_it_ended_early()
    {
        using var bench = await Bench.StartAsync();
        bench.Time.Early = TimeSpan.FromMilliseconds(1);
        var turns = 0;
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Duration = TimeSpan.FromSeconds(1),
            Follow = (_, _) => Task.FromResult(++turns < 100),
        };

        await loop.RunAsync();

        Assert.Equal(5, turns);
    }

    [Fact]
    public async Task A_turn_that_takes_too_long_is_told_once_and_missed_turns_are_left_out()
    {
        using var bench = await Bench.StartAsync();
        var told = new List<TimeSpan>();
        var began = bench.Time.GetUtcNow();
        var turns = new List<(double At, int Missed)>();
        DirectControlLoop? loop = null;
        loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Duration = TimeSpan.FromMilliseconds(1600),
            Overrun = told.Add,
            Decide = (_, _) =>
            {
                turns.Add(((bench.Time.GetUtcNow() - began).TotalSeconds, loop!.MissedTurns));
                bench.Time.Advance(TimeSpan.FromMilliseconds(500));
                return Task.FromResult<DirectControlOutput?>(null);
            },
        };

        await loop.RunAsync();

        Assert.Equal([(0, 0), (0.6, 2), (1.2, 4)], turns);
        Assert.Equal([TimeSpan.FromMilliseconds(500)], told);
    }

    [Fact]
    public async Task An_error_in_the_decision_ends_in_rest()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        var loop = Loop(bench, (_, _) => throw new InvalidTimeZoneException(), []);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => loop.RunAsync());

        Assert.Equal(0, bench.Driven);
        Assert.Null(loop.RestProblem);
    }

    [Fact]
    public async Task A_decision_that_is_not_possible_ends_in_rest()
    {
        using var bench = await Bench.StartAsync();
        var loop = Loop(bench, (_, turn) => turn < 2 ? 0.5f : 100, []);

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => loop.RunAsync());

        Assert.Equal("OutputBeyondLimits", problem.ErrorId);
        Assert.Contains("is set to rest", problem.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was sent", problem.Advice, StringComparison.Ordinal);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_channel_that_was_never_under_direct_control_is_told_from_one_that_is_no_more()
    {
        using var bench = await Bench.OpenAsync();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => Loop(bench, (_, _) => 0.5f, []).RunAsync());

        Assert.Equal("DirectControlEnded", problem.ErrorId);
        Assert.Contains("Start-MaccorDirectControl", problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_in_rest_even_while_a_decision_is_awaited()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        using var stop = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Decide = async (_, cancellation) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return null;
            },
        };

        var running = loop.RunAsync(stop.Token);
        await asked.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_safety_limit_that_trips_ends_the_loop_with_an_error()
    {
        using var bench = await Bench.StartAsync();
        var loop = Loop(
            bench,
            (_, turn) =>
            {
                if (turn == 2)
                    bench.Tester.Channels[Bench.Channel].Fail(RecordReason.VoltageSafety);
                return turn == 1 ? 0.5f : null;
            },
            []);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal("DirectControlEnded", problem.ErrorId);
        Assert.Contains("Problem, VoltageSafety", problem.Message, StringComparison.Ordinal);
        Assert.Null(loop.RestProblem);
    }

    [Fact]
    public async Task A_tester_that_dies_in_mid_loop_ends_it_and_the_session_works_when_it_is_back()
    {
        using var bench = await Bench.StartAsync();
        var loop = Loop(
            bench,
            (_, turn) =>
            {
                if (turn == 2)
                    bench.Tester.StopListening();
                return turn == 1 ? 0.5f : null;
            },
            []);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal("NoDecision", problem.ErrorId);
        Assert.Equal("RestNotConfirmed", loop.RestProblem?.ErrorId);
        Assert.Contains("may still be driven", loop.RestProblem?.Message, StringComparison.Ordinal);
        Assert.IsType<MaccorConnectionException>(loop.RestProblem?.InnerException);
        Assert.Equal(0.5, bench.Driven, 6);
        bench.Tester.StartListening();
        await bench.Session.StopDirectControlAsync(Bench.Channel);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_tester_that_dies_for_a_moment_at_the_end_is_set_to_rest_when_it_is_back()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        var loop = Loop(
            bench,
            (_, _) =>
            {
                bench.Tester.DropConnections();
                return null;
            },
            [],
            turns: 1);

        await loop.RunAsync();

        Assert.Null(loop.RestProblem);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task Current_that_flows_after_the_end_is_told()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Always(Fault.Change<StatusReply>(reply => reply.Current = 0.5f), Functions.Status);
        var loop = Loop(bench, (_, _) => null, [], turns: 1);

        await loop.RunAsync();

        Assert.Equal("StillFlowing", loop.RestProblem?.ErrorId);
    }

    [Fact]
    public async Task A_decision_that_does_not_come_ends_in_rest_whatever_decides()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Patience = TimeSpan.FromMilliseconds(250),
            Decide = (_, _) => new TaskCompletionSource<DirectControlOutput?>().Task,
        };

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal("NoDecision", problem.ErrorId);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task The_end_of_the_duration_is_rest_though_a_decision_is_awaited()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Duration = TimeSpan.FromMilliseconds(250),
            Decide = (_, _) => new TaskCompletionSource<DirectControlOutput?>().Task,
        };

        await loop.RunAsync();

        Assert.Equal(0, bench.Driven);
        Assert.Null(loop.RestProblem);
    }

    [Fact]
    public async Task Who_decides_may_keep_the_thread()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        using var release = new ManualResetEventSlim();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => bench.Session.RunControlLoopAsync(Bench.Channel, _ =>
        {
            bench.Time.Advance(TimeSpan.FromSeconds(4));
            release.Wait();
            return null;
        }));
        release.Set();

        Assert.Equal("NoDecision", problem.ErrorId);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_channel_that_cannot_be_read_in_time_is_set_to_rest()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Faults.Next(Fault.Silence, Functions.Status, count: 2);
        bench.LetSilencePass();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => Loop(bench, (_, _) => 0.4f, []).RunAsync());

        Assert.Equal("NoDecision", problem.ErrorId);
        Assert.Equal(['C', 'R'], bench.Outputs.Select(output => output.Mode));
    }

    [Fact]
    public async Task A_reading_that_takes_too_long_is_taken_once_more()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Next(Fault.Silence, Functions.Status);
        bench.LetSilencePass();

        await Loop(bench, (_, _) => 0.4f, [], turns: 1).RunAsync();

        Assert.Equal(['C', 'R'], bench.Outputs.Select(output => output.Mode));
    }

    [Fact]
    public async Task An_output_that_is_not_answered_in_time_is_followed_by_rest()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Next(Fault.Silence, Functions.SetDirectOutput);
        bench.Tester.Requests.Served += (_, request) => bench.Time.Advance(TimeSpan.FromSeconds(request.Reply is null ? 3 : 0));

        var problem = await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => Loop(bench, (_, _) => 0.4f, []).RunAsync());

        Assert.Contains("within 2 s", problem.Message, StringComparison.Ordinal);
        Assert.Equal(['C', 'R'], bench.Outputs.Select(output => output.Mode));
        Assert.Equal(0, bench.Driven);
    }

    [Theory]
    [InlineData(3, null, "C R")]
    [InlineData(60, "LoopAbsent", "R")]
    public async Task A_decision_has_an_age(int secondsAway, string? errorId, string outputs)
    {
        using var bench = await Bench.StartAsync();
        var decisions = 0;
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Decide = (_, _) =>
            {
                if (++decisions == 1)
                    bench.Time.Advance(TimeSpan.FromSeconds(secondsAway));
                return Task.FromResult<DirectControlOutput?>(new() { Current = 0.1f * decisions });
            },
            Interval = TimeSpan.FromMilliseconds(200),
            Follow = (_, _) => Task.FromResult(false),
        };

        var problem = await Record.ExceptionAsync(() => loop.RunAsync());

        Assert.Equal(errorId, (problem as MaccorException)?.ErrorId);
        Assert.Equal(outputs, string.Join(" ", bench.Outputs.Select(output => output.Mode)));
        if (errorId is null)
            Assert.Equal(0.2f, bench.Outputs[0].Current);
    }

    [Theory]
    [InlineData(0.5f, 0, "SetToRestByOther")]
    [InlineData(0.5f, -0.5f, "TakenOver")]
    [InlineData(-0.5f, 0.5f, "TakenOver")]
    [InlineData(0, 0.5f, "TakenOver")]
    public async Task An_output_from_another_process_ends_the_loop_where_it_shows(float own, float others, string errorId)
    {
        using var bench = await Bench.StartAsync();
        using var other = await bench.ConnectAsync();
        var turns = 0;
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Decide = (_, _) =>
                Task.FromResult<DirectControlOutput?>(++turns < 20 ? new() { Current = own } : throw new InvalidTimeZoneException()),
            Follow = async (_, cancellation) =>
            {
                if (turns != 3)
                    return true;
                bench.Time.Advance(TimeSpan.FromMilliseconds(150));
                await other.SetDirectOutputAsync(
                    Bench.Channel, new DirectControlOutput { Current = others, Voltage = others > 0 ? 4.2f : 2.6f }, cancellation);
                return true;
            },
        };

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal((errorId, 3), (problem.ErrorId, turns));
        Assert.Equal(0, bench.Driven);
    }

    [Theory]
    [InlineData(0.65f, "TakenOver")]
    [InlineData(0.58f, null)]
    [InlineData(0.3f, null)]
    public async Task More_current_than_a_loop_has_set_ends_it_once_its_outputs_must_have_been_seen(float others, string? errorId)
    {
        using var bench = await Bench.StartAsync();
        using var other = await bench.ConnectAsync();
        await bench.SetAsync(0.9f);
        var turns = 0;
        var lastSeen = 0f;
        // What it begins with may be an output of somebody before, and outputs that are left may be seen late.
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Decide = (_, _) => Task.FromResult<DirectControlOutput?>(
                ++turns is 1 or 20 or 40 ? new() { Current = turns == 1 ? 0.6f : 0.5f } : null),
            Follow = async (reading, cancellation) =>
            {
                lastSeen = reading.Current;
                if (turns is not (2 or 15 or 35 or 70))
                    return turns < 80;
                bench.Time.Advance(TimeSpan.FromMilliseconds(150));
                var output = turns switch { 2 => 0.9f, 70 => others, _ => 0.65f };
                await other.SetDirectOutputAsync(
                    Bench.Channel, new DirectControlOutput { Current = output, Voltage = 4.2f }, cancellation);
                return true;
            },
        };

        var problem = await Record.ExceptionAsync(() => loop.RunAsync());

        Assert.Equal((errorId, errorId is null ? 80 : 70), ((problem as MaccorException)?.ErrorId, turns));
        Assert.Equal(errorId is null ? others : 0.5f, lastSeen);
        Assert.Equal(0, bench.Driven);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("PBatSafeChg")]
    public async Task A_larger_output_of_long_ago_hides_nobody_whatever_the_tester_does_not_tell(string? untold)
    {
        using var bench = await Bench.OpenAsync();
        if (untold is not null)
            bench.Faults.Always(Bench.Told(untold, "null"), Functions.Specification);
        await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });
        using var other = await bench.ConnectAsync();
        var turns = 0;
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Decide = (_, _) => Task.FromResult<DirectControlOutput?>(
                ++turns switch { 1 => new() { Current = 0.9f }, 2 => new() { Current = 0.1f }, _ => null }),
            Follow = async (_, cancellation) =>
            {
                if (turns != 40)
                    return turns < 80;
                bench.Time.Advance(TimeSpan.FromMilliseconds(150));
                await other.SetDirectOutputAsync(
                    Bench.Channel, new DirectControlOutput { Current = 0.9f, Voltage = 4.2f }, cancellation);
                return true;
            },
        };

        var problem = await Record.ExceptionAsync(() => loop.RunAsync());

        Assert.Equal(("TakenOver", 40), ((problem as MaccorException)?.ErrorId, turns));
        Assert.Equal(0, bench.Driven);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Outputs_that_are_seen_late_are_taken_for_nobody_else_s_however_often_they_turn(int turnsEach)
    {
        using var bench = await Bench.StartAsync();
        var seen = new List<(DateTimeOffset At, float Current, byte? Activity)>();
        bench.Faults.Always(Fault.Change<StatusReply>(ShowLate), Functions.Status);
        var turns = 0;
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Decide = (_, _) => Task.FromResult<DirectControlOutput?>(
                new() { Current = turns < 12 || turns / turnsEach % 2 == 0 ? 0.5f : -0.5f }),
            Follow = (_, _) => Task.FromResult(++turns < 60),
        };

        await loop.RunAsync();

        Assert.Equal(60, turns);

        void ShowLate(StatusReply reply)
        {
            seen.Add((bench.Time.GetUtcNow(), reply.Current, reply.Rf1));
            var late = Math.Max(0, seen.FindLastIndex(one => one.At <= bench.Time.GetUtcNow().AddSeconds(-0.5)));
            (_, reply.Current, reply.Rf1) = seen[late];
        }
    }

    [Fact]
    public async Task A_decision_that_was_too_old_and_is_not_made_again_ends_the_loop()
    {
        using var bench = await Bench.StartAsync();
        var decisions = 0;
        // The reading and the decision each come in time, and both together do not.
        var half = TimeSpan.FromSeconds(1.2);
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Read = async cancellation =>
            {
                var reading = await bench.Session.ReadStatusAsync(Bench.Channel, cancellation);
                bench.Time.Advance(decisions == 2 ? half : TimeSpan.Zero);
                return reading;
            },
            Decide = (_, _) =>
            {
                bench.Time.Advance(++decisions == 3 ? half : TimeSpan.Zero);
                return Task.FromResult<DirectControlOutput?>(
                    decisions switch { 1 => new() { Current = 0.9f }, 3 => new() { Current = 0.1f }, _ => null });
            },
            Follow = (_, _) => Task.FromResult(decisions < 20),
        };

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal(("NoDecision", 4), (problem.ErrorId, decisions));
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task An_output_whose_connection_was_slow_to_open_is_decided_anew()
    {
        using var bench = await Bench.StartAsync();
        // It has no connection for outputs yet.
        using var session = await bench.ConnectAsync();
        bench.Tester.Requests.Clear();
        // Longer than the patience, and not so long that an answer is missed.
        bench.Tester.Requests.Served += (_, request) =>
            bench.Time.Advance(TimeSpan.FromSeconds(request.Function == Functions.General && request.Link == LinkKind.Binary ? 2.2 : 0));
        var decisions = 0;
        var loop = new DirectControlLoop(session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Decide = (_, _) => Task.FromResult<DirectControlOutput?>(new() { Current = 0.1f * ++decisions, Voltage = 4.2f }),
            Follow = (_, _) => Task.FromResult(false),
        };

        await loop.RunAsync();

        Assert.Equal([0.2f, 0], bench.Outputs.Select(output => output.Current));
        Assert.Equal("4,7 3,1 1,2 4,7 6,8 6,8 4,7", bench.Lab.Asked);
    }

    [Fact]
    public async Task Rest_from_elsewhere_in_the_process_ends_the_loop_at_once()
    {
        using var bench = await Bench.StartAsync();
        var turns = 0;
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Decide = (_, _) => Task.FromResult<DirectControlOutput?>(new() { Current = 0.5f }),
            Follow = async (_, _) =>
            {
                if (++turns == 2)
                    await bench.SetAsync(0);
                return true;
            },
        };

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal(("SetToRestByOther", 2), (problem.ErrorId, turns));
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_second_loop_is_refused_or_takes_over_after_rest()
    {
        using var bench = await Bench.StartAsync();
        var turned = new TaskCompletionSource();
        var first = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Decide = (_, _) => Task.FromResult<DirectControlOutput?>(new() { Current = 0.5f }),
            Follow = async (_, cancellation) =>
            {
                turned.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return true;
            },
            Patience = TimeSpan.FromHours(1),
        };
        var running = first.RunAsync();
        await turned.Task;

        var refused = await Assert.ThrowsAsync<MaccorStateException>(() => Loop(bench, (_, _) => 0.1f, [], turns: 1).RunAsync());
        var output = await Assert.ThrowsAsync<MaccorStateException>(() => bench.SetAsync(0.2f));
        await new DirectControlLoop(bench.Session, Bench.Channel) { Force = true, Follow = (_, _) => Task.FromResult(false) }.RunAsync();
        var ended = await Assert.ThrowsAsync<MaccorStateException>(() => running);

        Assert.Equal(("AlreadyDriven", "AlreadyDriven", "TakenOver"), (refused.ErrorId, output.ErrorId, ended.ErrorId));
        Assert.Equal(['C', 'R', 'R'], bench.Outputs.Select(each => each.Mode));
        Assert.Equal(0, bench.Driven);
    }

    private static DirectControlLoop Loop(
        Bench bench, Func<ChannelStatus, int, float?> decide, List<ChannelStatus> statuses, int turns = int.MaxValue)
    {
        var turn = 0;
        return new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Decide = (status, _) => Task.FromResult(
                decide((ChannelStatus)status, ++turn) is { } current ? new DirectControlOutput { Current = current } : null),
            Follow = (status, _) =>
            {
                statuses.Add((ChannelStatus)status);
                return Task.FromResult(turn < turns);
            },
        };
    }
}
