using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.VirtualTester.Faults;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

public class ControlLoopRunsTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_control_loop_sets_what_is_decided_and_leaves_the_cell_at_rest()
    {
        using var bench = await Bench.StartAsync();

        await bench.Session.RunControlLoopAsync(
            Bench.Channel, _ => new DirectControlOutput { Current = 0.5f }, Interval, duration: 3 * Interval);

        Assert.Equal("CCCR", string.Concat(bench.Outputs.Select(output => output.Mode)));
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task That_a_cell_is_not_safe_is_told_before_what_ended_the_loop()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Faults.Always(Fault.Result(0), Functions.SetDirectOutput);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => bench.Session.RunControlLoopAsync(
            Bench.Channel, _ => throw new InvalidTimeZoneException()));

        Assert.Equal("SuspendedForRest", problem.ErrorId);
    }

    [Fact]
    public async Task What_ended_the_loop_is_told_where_the_cell_is_safe()
    {
        using var bench = await Bench.StartAsync();

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => bench.Session.RunControlLoopAsync(
            Bench.Channel, _ => throw new InvalidTimeZoneException()));

        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_profile_is_checked_as_a_whole_before_it_is_played()
    {
        using var bench = await Bench.StartAsync();
        var end = new ProfileRow(TimeSpan.FromSeconds(0.2));

        await bench.Session.PlayProfileAsync(Bench.Channel, new OutputProfile([new(TimeSpan.Zero) { Current = 0.2f }, end]));
        Assert.Equal((0.2f, 0d), (bench.Outputs[0].Current, bench.Driven));
        bench.Tester.Requests.Clear();
        var impossible = new OutputProfile(
            [new(TimeSpan.Zero) { Current = 0.2f }, end with { Current = 100 }, new(TimeSpan.FromSeconds(1))]);
        await Assert.ThrowsAsync<MaccorInputException>(() => bench.Session.PlayProfileAsync(Bench.Channel, impossible));

        Assert.Empty(bench.Outputs);
    }
}
