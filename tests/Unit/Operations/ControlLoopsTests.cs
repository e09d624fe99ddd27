using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Faults;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

/// <summary>Many cells at once.</summary>
public class ControlLoopsTests
{
    private static readonly int[] Channels = [3, 4, 5];

    [Fact]
    public async Task A_channel_whose_decision_fails_goes_to_rest_alone_and_the_others_go_on()
    {
        using var bench = await OpenAsync();
        var told = new List<int>();
        var loops = Channels.Select(channel => Loop(bench, channel, turns: 4, turn =>
            channel == 4 && turn == 2 ? throw new InvalidTimeZoneException() : 0.1f * channel)).ToArray();

        var ends = await new ControlLoops(loops) { Ended = end => Note(end, told) }.RunAsync();

        Assert.Equal([null, typeof(InvalidTimeZoneException), null], ends.Select(end => end.Problem?.GetType()));
        Assert.Equal(Channels, told.Order());
        Assert.Equal(["CCCCR", "CR", "CCCCR"], Channels.Select(channel => ModesOf(bench, channel)));
        Assert.All(ends, end => Assert.Null(end.Loop.RestProblem));
    }

    [Fact]
    public async Task An_output_that_is_refused_and_a_safety_limit_end_their_channels_alone()
    {
        using var bench = await OpenAsync();
        var loops = Channels.Select(channel => Loop(bench, channel, turns: 4, turn =>
        {
            if (channel == 4 && turn == 2)
                bench.Tester.Channels[4].Fail(RecordReason.VoltageSafety);
            return (channel, turn) switch { (4, 2) => null, (5, 2) => 100, _ => 0.1f };
        })).ToArray();

        var ends = await new ControlLoops(loops).RunAsync();

        Assert.Equal([null, "DirectControlEnded", "OutputBeyondLimits"], ends.Select(end => (end.Problem as MaccorException)?.ErrorId));
        Assert.Equal("CCCCR", ModesOf(bench, 3));
        Assert.All(Channels, channel => Assert.Equal(0, bench.Tester.Channels[channel].DrivenCurrent));
    }

    [Fact]
    public async Task Cancelling_sets_all_to_rest()
    {
        using var bench = await OpenAsync();
        using var stop = new CancellationTokenSource();
        var loops = Channels.Select(channel => Loop(bench, channel, turns: int.MaxValue, turn =>
        {
            if (turn == 3)
                stop.Cancel();
            return 0.1f;
        })).ToArray();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ControlLoops(loops).RunAsync(stop.Token));

        Assert.All(Channels, channel => Assert.EndsWith("R", ModesOf(bench, channel), StringComparison.Ordinal));
        Assert.All(loops, loop => Assert.Null(loop.RestProblem));
    }

    [Fact]
    public async Task A_tester_without_an_answer_does_not_hold_up_another_one()
    {
        using var silent = await OpenAsync();
        using var bench = await OpenAsync();
        silent.Faults.Always(Fault.Lost, Functions.Status);
        using var stop = new CancellationTokenSource();
        var ended = new TaskCompletionSource<ControlLoopEnd>();
        ControlLoop[] loops = [new DirectControlLoop(silent.Session, 3), Loop(bench, 3, turns: 3, _ => 0.5f)];

        var running = new ControlLoops(loops) { Ended = end => ended.TrySetResult(end) }.RunAsync(stop.Token);
        var first = await ended.Task;

        Assert.Equal((bench.Session, "CCCR", false), (first.Loop.Session, ModesOf(bench, 3), running.IsCompleted));
        silent.Faults.Clear();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Null(loops[0].RestProblem);
    }

    [Fact]
    public async Task Loops_that_ask_at_the_same_time_share_a_sweep_and_never_get_a_reading_twice()
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(clock: time);
        var sweep = new ChannelSweep(lab.Session, Channels);

        var readings = await Task.WhenAll(Channels.Select(channel => sweep.ReadAsync(channel)));
        Assert.Equal("4,1 4,2 4,3 4,9", lab.Asked);
        Assert.Equal(Channels, readings.Select(reading => reading.Channel));

        var again = await sweep.ReadAsync(3);
        Assert.NotSame(readings[0], again);
        Assert.Equal(8, lab.Tester.Requests.Count);

        time.AdvanceSeconds(1);
        await sweep.ReadAsync(4);
        Assert.Equal((12, 4), (lab.Tester.Requests.Count, sweep.Messages));
    }

    [Fact]
    public async Task One_that_gives_up_leaves_the_sweep_to_the_others()
    {
        using var lab = await Lab.OpenAsync(clock: new ManualTime());
        var sweep = new ChannelSweep(lab.Session, Channels);
        using var stop = new CancellationTokenSource();
        using var held = new ManualResetEventSlim();
        lab.Tester.Requests.Served += (_, _) => held.Wait();

        var first = sweep.ReadAsync(3, stop.Token);
        var second = sweep.ReadAsync(4);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        held.Set();

        Assert.Equal(4, (await second).Channel);
        Assert.Equal("4,1 4,2 4,3 4,9", lab.Asked);
    }

    [Theory]
    [InlineData(false, 16, 0.6)]
    [InlineData(true, 12, 0.5)]
    public async Task What_a_turn_takes_is_known_before_it_begins(bool sweeps, int messages, double shortest)
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(
            options => (options.TimeProvider, options.ServiceTime) = (time, TimeSpan.FromMilliseconds(34)), clock: time, passing: time);
        var channels = Enumerable.Range(1, 8).ToArray();
        var sweep = sweeps ? new ChannelSweep(lab.Session, channels) : null;
        var loops = channels.Select(
            channel => new DirectControlLoop(lab.Session, channel) { Sweep = sweep, Interval = TimeSpan.FromSeconds(0.5) });

        var load = Assert.Single(ControlLoopLoad.Of(loops));

        Assert.Equal((8, messages, TimeSpan.FromMilliseconds(34)), (load.Channels, load.Messages, load.Message));
        Assert.Equal((sweeps, shortest), (load.Fits, load.ShortestInterval.TotalSeconds));
    }

    private static async Task<Bench> OpenAsync()
    {
        var bench = await Bench.OpenAsync();
        foreach (var channel in Channels)
            await StartAsync(bench.Session, channel);
        bench.Tester.Requests.Clear();
        return bench;
    }

    private static Task<DirectControl> StartAsync(MaccorSession session, int channel) =>
        session.StartDirectControlAsync(channel, new DirectControlStart { SafetyLimit = Bench.Limits });

    private static DirectControlLoop Loop(Bench bench, int channel, int turns, Func<int, float?> decide)
    {
        var turn = 0;
        return new DirectControlLoop(bench.Session, channel)
        {
            Interval = TimeSpan.FromMilliseconds(200),
            Decide = (_, _) => Task.FromResult(decide(++turn) is { } current ? new DirectControlOutput { Current = current } : null),
            Follow = (_, _) => Task.FromResult(turn < turns),
        };
    }

    private static string ModesOf(Bench bench, int channel) =>
        string.Concat(bench.Outputs.Where(output => output.Channel == channel).Select(output => output.Mode));

    private static void Note(ControlLoopEnd end, List<int> channels)
    {
        lock (channels)
            channels.Add(end.Loop.Channel);
    }
}
