using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

public class WatchdogTestTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_channel_that_is_suspended_in_time_tells_that_the_watchdog_is_on()
    {
        using var bench = await Bench.StartAsync(options => options.DirectModeWatchdog = TimeSpan.FromSeconds(5));
        await bench.SetAsync(0.5f);

        var test = await bench.Session.TestWatchdogAsync(Bench.Channel, Within);

        Assert.True(test.HasSuspended);
        Assert.InRange(test.Waited.TotalSeconds, 5, 6);
        Assert.Equal(DirectOutputRequest.Rest, bench.Outputs[^1].Mode);
        Assert.Equal((ChannelState.Suspended, 0d), (bench.State, bench.Driven));
    }

    [Fact]
    public async Task A_channel_that_is_not_suspended_in_time_stays_at_rest()
    {
        using var bench = await Bench.StartAsync(options => options.DirectModeWatchdog = TimeSpan.FromSeconds(30));
        await bench.SetAsync(0.5f);

        var test = await bench.Session.TestWatchdogAsync(Bench.Channel, Within);

        Assert.False(test.HasSuspended);
        Assert.Equal((ChannelState.Active, 0d), (test.State, bench.Driven));
        Assert.InRange(test.Waited.TotalSeconds, 6, 7);
    }

    [Fact]
    public async Task Nobody_else_drives_the_channel_meanwhile()
    {
        using var bench = await Bench.StartAsync();
        Task? output = null;

        await bench.Session.TestWatchdogAsync(Bench.Channel, Within, _ => output ??= bench.SetAsync(0.5f));

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => output!);
        Assert.Equal("AlreadyDriven", problem.ErrorId);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task Who_sets_rest_meanwhile_updates_the_channel_so_that_nothing_can_be_told()
    {
        using var bench = await Bench.StartAsync(options => options.DirectModeWatchdog = TimeSpan.FromSeconds(5));
        Task? rest = null;

        var problem = await Assert.ThrowsAsync<MaccorStateException>(
            () => bench.Session.TestWatchdogAsync(Bench.Channel, Within, _ => rest ??= bench.SetAsync(0)));

        await rest!;
        Assert.Equal("SetToRestByOther", problem.ErrorId);
    }

    [Fact]
    public async Task A_test_that_ends_otherwise_tells_nothing_of_the_watchdog()
    {
        using var bench = await Bench.StartAsync();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => bench.Session.TestWatchdogAsync(
            Bench.Channel, Within, _ => bench.Tester.Channels[Bench.Channel].Reset()));

        Assert.Equal(("DirectControlEnded", Bench.Channel), (problem.ErrorId, problem.Channel));
    }

    [Fact]
    public async Task A_channel_that_is_not_in_direct_mode_is_refused()
    {
        using var bench = await Bench.OpenAsync();

        await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.Session.TestWatchdogAsync(Bench.Channel, Within));
    }
}
