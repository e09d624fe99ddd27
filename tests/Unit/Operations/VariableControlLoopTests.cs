using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

/// <summary>A loop around a running test, as closed-loop charging is done.</summary>
public sealed class VariableControlLoopTests : IAsyncLifetime
{
    private const int Channel = 3;

    private Lab lab = null!;

    private Channel Cell => lab.Tester.Channels[Channel];

    private float Variable => Cell.Variables[0];

    public async ValueTask InitializeAsync()
    {
        var time = new LeapingTime(longestLeapMs: 300);
        lab = await Lab.OpenAsync(options => options.TimeProvider = time, clock: time);
        await lab.Session.SetVariableAsync(Channel, 1, 0.3f);
        await StartTestAsync("VAR charge");
    }

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return default;
    }

    [Fact]
    public async Task A_value_is_set_when_it_changes_and_read_back_and_the_safe_one_is_set_at_the_end()
    {
        var loop = Loop(turn => turn < 3 ? 0.5f : 0.4f, turns: 4, safe: 0.05f);

        await loop.RunAsync();

        Assert.Equal([0.5f, 0.4f, 0.05f], lab.Requests<VariableRequest>().Select(request => request.Value));
        // Names and variables first; then each turn reads, and reads back what it set.
        Assert.StartsWith("4,7 4,6 4,8 6,9 4,8 4,7 4,7 6,9 4,8 4,7", lab.Asked, StringComparison.Ordinal);
        Assert.Equal((0.05f, null, ChannelState.Active), (Variable, loop.RestProblem, Cell.Read().Stat));
    }

    [Fact]
    public async Task A_session_runs_a_loop_until_its_duration_is_over()
    {
        var interval = TimeSpan.FromMilliseconds(200);

        await lab.Session.RunVariableLoopAsync(Channel, number: 1, safeValue: 0.05f, _ => 0.5f, interval, duration: 2 * interval);

        Assert.Equal([0.5f, 0.05f], lab.Requests<VariableRequest>().Select(request => request.Value));
    }

    [Fact]
    public async Task An_error_of_the_decision_sets_the_safe_value()
    {
        var loop = Loop(turn => turn == 2 ? throw new InvalidTimeZoneException() : 0.5f, safe: 0.05f);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => loop.RunAsync());

        Assert.Equal((0.05f, null), (Variable, loop.RestProblem));
    }

    [Fact]
    public async Task A_value_that_is_none_ends_at_the_safe_one()
    {
        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => Loop(turn => turn == 2 ? float.NaN : 0.5f, safe: 0).RunAsync());

        Assert.Equal(("VariableNotFinite", 0f), (problem.ErrorId, Variable));
    }

    [Fact]
    public async Task Without_a_safe_value_the_test_is_suspended()
    {
        var loop = Loop(_ => 0.5f, turns: 2);

        await loop.RunAsync();

        Assert.Equal((ChannelState.Suspended, 0.5f, null), (Cell.Read().Stat, Variable, loop.RestProblem));
    }

    [Fact]
    public async Task A_test_that_is_still_starting_is_suspended_as_soon_as_it_runs()
    {
        await lab.Session.ResetChannelAsync(Channel);
        lab.Tester.System.Options.TransitionTime = TimeSpan.FromSeconds(1);
        await StartTestAsync("VAR charge");

        await Loop(_ => 0.5f, turns: 1).RunAsync();

        Assert.Equal((ChannelState.Suspended, 0.5f), (Cell.Read().Stat, Variable));
    }

    [Fact]
    public async Task The_test_s_completion_ends_the_loop_without_an_error_and_its_last_status_is_told()
    {
        var last = ChannelState.Active;
        await lab.Session.SetVariableAsync(Channel, 2, 0);
        var loop = new VariableControlLoop(lab.Session, Channel, 1)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            SafeValue = 0,
            Decide = async (_, cancellation) =>
            {
                await lab.Session.SetVariableAsync(Channel, 2, 1, cancellation);
                return 0.5f;
            },
            Follow = (status, _) =>
            {
                last = status.State;
                return Task.FromResult(true);
            },
        };

        await loop.RunAsync();

        Assert.Equal((ChannelState.Completed, null), (last, loop.RestProblem));
    }

    [Fact]
    public async Task A_test_that_is_suspended_elsewhere_ends_the_loop_with_an_error_at_the_safe_value()
    {
        using var other = await lab.Tester.ConnectAsync();
        var loop = Loop(_ => 0.5f, safe: 0, follow: turn => turn < 2
            ? Task.CompletedTask
            : other.CommandAsync(Functions.Suspend, new ChannelRequest { Channel = Channel }));

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal(("TestNotActive", 0f, null), (problem.ErrorId, Variable, loop.RestProblem));
        Assert.Contains("Suspended", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_reset_meanwhile_is_not_touched()
    {
        var loop = Loop(_ => 0.5f, safe: 0, follow: async turn =>
        {
            if (turn == 2)
                await lab.Session.CommandAsync(Functions.Reset, new ChannelRequest { Channel = Channel });
        });

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal(("SetToRestByOther", 0.5f, null), (problem.ErrorId, Variable, loop.RestProblem));
    }

    [Fact]
    public async Task Another_test_is_found_where_another_computer_started_it()
    {
        using var other = await lab.Tester.ConnectAsync();
        // The time of the other test is less.
        lab.Tester.Faults.Next(Fault.Change<StatusReply>(reply => reply.TestTime = 10), Functions.Status);
        var loop = Loop(_ => 0.5f, safe: 0, follow: async turn =>
        {
            await other.CommandAsync(Functions.Reset, new ChannelRequest { Channel = Channel });
            await StartTestAsync("VAR charge");
        });

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal(("TestReplaced", 0.5f), (problem.ErrorId, Variable));
    }

    [Fact]
    public async Task A_channel_without_a_test_is_not_touched()
    {
        await lab.Session.CommandAsync(Functions.Reset, new ChannelRequest { Channel = Channel });
        lab.Tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => Loop(_ => 0.5f, safe: 0).RunAsync());

        Assert.Equal(("TestNotActive", "4,7"), (problem.ErrorId, lab.Asked));
    }

    [Fact]
    public async Task A_value_that_the_tester_does_not_take_ends_the_loop()
    {
        var loop = Loop(_ => 0.5f, safe: 0.3f);
        lab.Tester.Faults.Always(Fault.Change<VariablesReply>(reply => reply.Variables[0] = 0.3f), Functions.Variables);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal(("VariableNotTaken", null), (problem.ErrorId, loop.RestProblem));
    }

    [Fact]
    public async Task Where_the_safe_value_is_refused_the_test_is_suspended_and_that_is_told()
    {
        var loop = Loop(_ => null, turns: 1, safe: 0);
        lab.Tester.Faults.Always(Fault.Result(22), Functions.SetVariable);

        await loop.RunAsync();

        Assert.Equal(("SuspendedForSafeValue", ChannelState.Suspended), (loop.RestProblem?.ErrorId, Cell.Read().Stat));
    }

    [Fact]
    public async Task Where_nothing_helps_it_is_told_that_the_test_may_go_on()
    {
        var loop = Loop(_ => 0.5f, safe: 0, follow: _ =>
        {
            lab.Tester.Faults.Always(Fault.Disconnect);
            return Task.CompletedTask;
        });

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => loop.RunAsync());

        Assert.Equal(("NoDecision", "SafeValueNotConfirmed"), (problem.ErrorId, loop.RestProblem?.ErrorId));
        Assert.Contains("VAR1 as it was set last, 0.5", loop.RestProblem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_closes_sets_the_safe_value_first()
    {
        var turned = new TaskCompletionSource();
        var loop = Loop(_ => 0.5f, safe: 0.05f, follow: async _ =>
        {
            turned.TrySetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        var running = loop.RunAsync();
        await turned.Task;

        Assert.Empty(await lab.Session.CloseAsync());

        Assert.Equal(0.05f, Variable);
        Assert.False(running.IsCompletedSuccessfully);
    }

    private VariableControlLoop Loop(
        Func<int, float?> decide, int turns = 20, float? safe = null, Func<int, Task>? follow = null)
    {
        var turn = 0;
        return new VariableControlLoop(lab.Session, Channel, 1)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            SafeValue = safe,
            Decide = (_, _) => Task.FromResult(decide(++turn)),
            Follow = async (_, _) =>
            {
                if (follow is not null)
                    await follow(turn);
                return turn < turns;
            },
        };
    }

    private async Task StartTestAsync(string procedure)
    {
        await lab.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = Channel, ProcedureName = procedure, TestName = "Random" });
        await lab.Session.GetClock().PollAsync(
            cancellation => lab.Session.ReadStateAsync(Channel, cancellation),
            state => state == ChannelState.Active,
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromSeconds(20));
        lab.Tester.Requests.Clear();
    }
}
