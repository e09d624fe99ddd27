using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Faults;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

public class DirectControlClosingTests
{
    [Fact]
    public async Task A_session_that_closes_sets_to_rest_what_it_drives()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        await bench.Session.StartDirectControlAsync(5, new DirectControlStart { SafetyLimit = Bench.Limits });
        await bench.Session.SetDirectOutputAsync(5, new DirectControlOutput { Current = -0.5f });

        bench.Session.Dispose();

        Assert.Equal((ChannelState.Active, 0d), (bench.State, bench.Driven));
        Assert.Equal(ChannelActivity.Rest, bench.Tester.Channels[5].Read().Activity);
    }

    [Fact]
    public async Task Sessions_whose_group_has_ended_are_at_rest_before_that_is_told_and_drive_nothing_any_more()
    {
        using var bench = await Bench.OpenAsync();
        var group = new SessionGroup();
        using var session = await MaccorSession.ConnectAsync(Connecting.OptionsFor(bench.Tester, clock: bench.Time, group: group));
        await session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });
        await session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.5f });

        var atEnd = new List<double>();
        group.Ended += () => atEnd.Add(bench.Driven);

        group.End();
        group.End();

        Assert.Equal([0], atEnd);
        Assert.Equal(0, bench.Driven);
        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(
            () => session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.5f }));
        Assert.Equal("ProcessEnding", problem.ErrorId);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_channel_that_is_to_keep_running_does_when_the_session_closes()
    {
        using var bench = await Bench.StartAsync(start: new DirectControlStart { SafetyLimit = Bench.Limits, KeepRunning = true });
        await bench.SetAsync(0.5f);

        bench.Session.Dispose();

        Assert.Equal(0.5, bench.Driven, 6);
    }

    [Fact]
    public async Task A_channel_that_was_stopped_stays_suspended_when_the_session_closes()
    {
        using var bench = await Bench.StartAsync();
        await bench.Session.StopDirectControlAsync(Bench.Channel);

        bench.Session.Dispose();

        Assert.Equal(ChannelState.Suspended, bench.State);
    }

    [Fact]
    public async Task A_channel_that_was_stopped_with_reset_is_left_alone_when_the_session_closes()
    {
        using var bench = await Bench.StartAsync();
        await bench.Session.StopDirectControlAsync(Bench.Channel, reset: true);
        bench.Tester.Requests.Clear();

        bench.Session.Dispose();

        Assert.Empty(bench.Lab.Asked);
    }

    [Fact]
    public async Task Closing_a_session_whose_tester_is_gone_does_not_fail()
    {
        using var bench = await Bench.StartAsync();
        bench.Tester.StopListening();

        bench.Session.Dispose();

        Assert.True(bench.Session.IsClosed);
    }

    [Fact]
    public async Task Closing_a_session_whose_tester_is_silent_does_not_wait_for_it()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.SwallowEverything = true;
        bench.LetSilencePass();
        var began = bench.Time.GetTimestamp();

        bench.Session.Dispose();

        Assert.True(bench.Session.IsClosed);
        Assert.InRange(bench.Time.GetElapsedTime(began).TotalSeconds, 1, 6.1);
    }

    [Fact]
    public async Task Where_rest_does_not_get_through_when_the_session_closes_the_test_is_suspended()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Faults.Always(Fault.Error(), link: LinkKind.Binary);

        bench.Session.Dispose();

        Assert.Equal((ChannelState.Suspended, 0d), (bench.State, bench.Driven));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("not shown")]
    [InlineData("cancelled")]
    public async Task A_test_whose_name_was_never_learnt_is_suspended_too(string why)
    {
        using var bench = await Bench.OpenAsync();
        using var stop = new CancellationTokenSource();
        if (why == "failed")
            bench.Faults.Next(Fault.Error(), Functions.Names);
        else if (why == "not shown")
            bench.Faults.Next(Fault.Change<NamesReply>(reply => reply.TestName = ""), Functions.Names, count: 10);
        else
            bench.Faults.Next(Fault.Change<NamesReply>(_ => stop.Cancel()), Functions.Names);
        await Task.WhenAny(
            bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits }, stop.Token));
        await bench.SetAsync(0.5f);
        bench.Faults.Always(Fault.Error(), link: LinkKind.Binary);

        var problem = Assert.Single(await bench.Session.CloseAsync());

        Assert.Equal("SuspendedForRest", problem.ErrorId);
        Assert.Equal((ChannelState.Suspended, 0d), (bench.State, bench.Driven));
    }

    [Fact]
    public async Task A_channel_that_was_freed_is_left_alone_where_rest_does_not_get_through()
    {
        using var bench = await Bench.StartAsync();
        await bench.Session.CommandAsync(Functions.Reset, new ChannelRequest { Channel = Bench.Channel });
        bench.Faults.Always(Fault.Error(), link: LinkKind.Binary);

        Assert.Empty(await bench.Session.CloseAsync());

        Assert.Empty(bench.RequestsFor(Functions.Suspend));
    }

    [Fact]
    public async Task A_test_that_has_taken_the_place_of_direct_mode_is_not_suspended_when_the_session_closes()
    {
        using var bench = await Bench.StartAsync();
        await bench.Session.CommandAsync(Functions.Reset, new ChannelRequest { Channel = Bench.Channel });
        await bench.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = Bench.Channel, ProcedureName = "CC discharge" });
        bench.Faults.Always(Fault.Error(), link: LinkKind.Binary);

        bench.Session.Dispose();

        Assert.Equal(ChannelState.Active, bench.State);
        Assert.Empty(bench.RequestsFor(Functions.Suspend));
    }

    [Fact]
    public async Task An_owner_that_goes_away_leaves_what_others_own()
    {
        using var bench = await Bench.OpenAsync();
        foreach (var (channel, owner) in new[] { (3, "one"), (4, "other") })
        {
            await bench.Session.StartDirectControlAsync(channel, new DirectControlStart { SafetyLimit = Bench.Limits, Owner = owner });
            await bench.Session.SetDirectOutputAsync(channel, new DirectControlOutput { Current = 0.5f });
        }

        await bench.Session.GetGroup().AbandonOwnedByAsync("one");

        Assert.Equal(ChannelActivity.Rest, bench.Tester.Channels[3].Read().Activity);
        Assert.Equal(ChannelActivity.Charge, bench.Tester.Channels[4].Read().Activity);
    }

    [Fact]
    public async Task Abandoned_channels_are_set_to_rest_once()
    {
        using var bench = await Bench.OpenAsync();
        await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits, Owner = "one" });
        await bench.SetAsync(0.5f);

        await bench.Session.GetGroup().AbandonOwnedByAsync("one");
        Assert.Equal(0, bench.Driven);
        bench.Tester.Requests.Clear();
        await bench.Session.GetGroup().AbandonOwnedByAsync("one");
        bench.Session.Dispose();

        Assert.Empty(bench.Lab.Asked);
    }

    [Fact]
    public async Task A_closed_session_takes_no_output()
    {
        using var bench = await Bench.StartAsync();
        bench.Session.Dispose();
        bench.Tester.Requests.Clear();

        foreach (var current in new[] { 0, 0.5f })
        {
            var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => bench.SetAsync(current, 4));
            Assert.Equal("SessionClosed", problem.ErrorId);
        }

        Assert.Empty(bench.Lab.Asked);
    }

    [Fact]
    public async Task A_session_whose_tester_is_silent_closes_without_keeping_a_thread()
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(
            options => (options.TimeProvider, options.DirectModeReadyAfter) = (time, TimeSpan.Zero), clock: time);
        await lab.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });
        lab.Tester.Faults.Always(Fault.Silence);

        // Only where it keeps the thread does that take so long.
        var closing = await Task.Run(() => Task.FromResult(lab.Session.DisposeAsync().AsTask())).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(closing.IsCompleted);
        await time.Pass(closing, longestSeconds: 7);
        Assert.True(lab.Session.IsClosed);
    }

    [Fact]
    public async Task An_output_that_waits_while_the_session_closes_is_not_sent()
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(
            options => (options.TimeProvider, options.DirectModeReadyAfter) = (time, TimeSpan.Zero), clock: time);
        await lab.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });
        lab.Tester.Requests.Clear();
        var waiting = lab.Session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.5f });
        await time.WhenTimerIsSet();

        var closing = Task.Run(lab.Session.Dispose);

        await Assert.ThrowsAnyAsync<MaccorException>(() => waiting);
        await time.Pass(closing);
        Assert.All(lab.Requests<DirectOutputRequest>(), output => Assert.Equal('R', output.Mode));
    }
}
