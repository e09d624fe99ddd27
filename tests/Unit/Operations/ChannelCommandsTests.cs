using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public sealed class ChannelCommandsTests
{
    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_test_is_suspended_resumed_and_reset_with_one_message_each(LinkKind protocol)
    {
        using var lab = await RunningAsync(protocol);

        await lab.Session.SuspendTestAsync(3);
        Assert.Equal(ChannelState.Suspended, State(lab));
        await lab.Session.ResumeTestAsync(3);
        Assert.Equal(ChannelState.Active, State(lab));
        await lab.Session.ResetChannelAsync(3);
        Assert.Equal(ChannelState.Available, State(lab));

        Assert.Equal("6,3 6,4 6,5", lab.Asked);
    }

    [Fact]
    public async Task A_test_that_is_starting_is_suspended_as_soon_as_it_runs()
    {
        using var lab = await PassingAsync(secondsALook: 0.1);

        await lab.Session.SuspendTestAsync(3);

        Assert.Equal(ChannelState.Suspended, State(lab));
        // It is seen in Start, Starting, Waiting and Active.
        Assert.Equal("6,3 4,1 4,1 4,1 4,1 6,3", lab.Asked);
    }

    [Fact]
    public async Task A_start_waits_for_a_channel_that_is_being_reset()
    {
        using var lab = await PassingAsync();
        await lab.Session.ResetChannelAsync(3);

        var started = await lab.Session.StartTestAsync(new TestStart(3, new TestPlan { Procedure = "Rest", TestName = "again" }));

        Assert.Equal("again", started.TestName);
        Assert.StartsWith("6,5 4,1 4,1 6,11 6,2", lab.Asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Direct_control_and_a_selection_wait_for_a_channel_that_is_being_reset()
    {
        using var lab = await PassingAsync();
        await lab.Session.ResetChannelAsync(3);
        await lab.Session.SelectChannelsAsync([3]);
        Assert.Equal(ChannelState.Selected, State(lab));

        var limits = new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 1, DischargeCurrent = 1 };
        await lab.Session.ResetChannelAsync(3);
        await lab.Session.StartDirectControlAsync(3, new DirectControlStart { SafetyLimit = limits });

        Assert.Equal(ChannelState.Active, State(lab));
    }

    [Fact]
    public async Task What_the_tester_refuses_is_an_error()
    {
        using var lab = await Lab.OpenAsync();

        await Assert.ThrowsAsync<MaccorRefusedException>(() => lab.Session.SuspendTestAsync(3));
        await Assert.ThrowsAsync<MaccorRefusedException>(() => lab.Session.ResumeTestAsync(3));
    }

    [Fact]
    public async Task An_ended_test_is_archived_and_the_channel_is_free()
    {
        using var lab = await RunningAsync();
        lab.Tester.Channels[3].Fail(RecordReason.LostCurrentControl);

        Assert.True(await lab.Session.ClearChannelAsync(3));

        Assert.Equal("4,1 6,6", lab.Asked);
        Assert.Equal(ChannelState.Available, State(lab));
        Assert.True(await lab.Session.TestNameExistsAsync("running"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_test_that_has_not_ended_is_not_archived(bool suspended)
    {
        using var lab = await RunningAsync();
        if (suspended)
            await lab.Session.SuspendTestAsync(3);
        lab.Tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.ClearChannelAsync(3));

        Assert.Equal(("TestRunning", 3), (problem.ErrorId, problem.Channel!.Value));
        Assert.Equal("4,1", lab.Asked);
    }

    [Fact]
    public async Task A_channel_without_a_test_is_left_alone_and_stays_selected()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.SelectChannelsAsync([3]);
        lab.Tester.Requests.Clear();

        Assert.False(await lab.Session.ClearChannelAsync(3));

        Assert.Equal("4,1", lab.Asked);
        Assert.Equal(ChannelState.Selected, State(lab));
    }

    [Fact]
    public async Task A_channel_out_of_service_has_nothing_to_archive()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Channels[3].SetAvailable(false);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.ClearChannelAsync(3));

        Assert.Equal("ChannelUnavailable", problem.ErrorId);
    }

    private static ChannelState State(Lab lab) => lab.Tester.Channels[3].Read().Stat;

    // A test is starting on channel 3; whatever passes has passed once somebody has looked.
    private static async Task<Lab> PassingAsync(double secondsALook = 1)
    {
        var time = new ManualTime();
        var lab = await Lab.OpenAsync(
            options => (options.TimeProvider, options.TransitionTime) = (time, TimeSpan.FromMilliseconds(300)), clock: new LeapingTime());
        await lab.Session.StartTestAsync(new TestStart(3, new TestPlan { Procedure = "Rest" }));
        lab.Tester.Requests.Clear();
        lab.Tester.Requests.Served += (_, request) =>
        {
            if (request.Function == Functions.States || request.Function == Functions.SetDirectOutput)
                time.AdvanceSeconds(secondsALook);
        };
        return lab;
    }

    private static async Task<Lab> RunningAsync(LinkKind protocol = LinkKind.Json)
    {
        var lab = await Lab.OpenAsync(protocol: protocol);
        await lab.Session.StartTestAsync(new TestStart(3, new TestPlan { Procedure = "Rest", TestName = "running" }));
        lab.Tester.Requests.Clear();
        return lab;
    }
}
