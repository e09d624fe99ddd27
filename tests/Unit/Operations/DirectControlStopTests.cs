using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Faults;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

public class DirectControlStopTests
{
    [Fact]
    public async Task The_cell_is_at_rest_before_its_test_is_suspended()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Tester.Requests.Clear();

        var status = await bench.Session.StopDirectControlAsync(Bench.Channel);

        Assert.Equal("6,8 4,7 6,3 4,1 4,7", bench.Lab.Asked);
        Assert.Equal(DirectOutputRequest.Rest, Assert.Single(bench.Outputs).Mode);
        Assert.Equal((ChannelState.Suspended, 0f), (status.State, status.Current));
        Assert.Equal((ChannelState.Suspended, 0d), (bench.State, bench.Driven));
    }

    [Fact]
    public async Task With_reset_the_channel_is_free_for_the_next_test()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(-0.5f);

        var status = await bench.Session.StopDirectControlAsync(Bench.Channel, reset: true);

        Assert.Equal(ChannelState.Available, status.State);
        await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });
    }

    [Fact]
    public async Task Current_that_flows_all_the_same_is_an_error()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Always(Fault.Change<StatusReply>(reply => reply.Current = 0.5f), Functions.Status);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(
            () => bench.Session.StopDirectControlAsync(Bench.Channel));

        Assert.Equal(("StillFlowing", Bench.Channel), (problem.ErrorId, problem.Channel));
        Assert.Contains("0.5 A", problem.Message, StringComparison.Ordinal);
        Assert.Single(bench.RequestsFor(Functions.Suspend));
    }

    [Fact]
    public async Task A_test_that_stays_active_all_the_same_is_an_error()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Always(Fault.Change<StatesReply>(reply => reply.States[0] = new StateCodes { Stat = 2 }), Functions.States);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(
            () => bench.Session.StopDirectControlAsync(Bench.Channel));

        Assert.Equal(("StillActive", Bench.Channel), (problem.ErrorId, problem.Channel));
    }

    [Fact]
    public async Task Current_that_fades_is_waited_for()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Next(Fault.Change<StatusReply>(reply => reply.Current = 0.5f), Functions.Status, count: 3);

        await bench.Session.StopDirectControlAsync(Bench.Channel);

        Assert.Equal(4, bench.Outputs.Length);
    }

    [Fact]
    public async Task A_channel_that_runs_a_procedure_is_left_alone()
    {
        using var bench = await Bench.OpenAsync();
        await bench.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = Bench.Channel, ProcedureName = "CC discharge" });
        bench.Tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(
            () => bench.Session.StopDirectControlAsync(Bench.Channel, reset: true));

        Assert.Equal(4, problem.Result.Code);
        Assert.Equal("6,8", bench.Lab.Asked);
        Assert.Equal(ChannelState.Active, bench.State);
    }

    [Fact]
    public async Task A_test_that_the_watchdog_suspended_is_stopped_already()
    {
        using var bench = await Bench.StartAsync(options => options.DirectModeWatchdog = TimeSpan.FromSeconds(30));
        bench.Time.Advance(TimeSpan.FromSeconds(31));

        var status = await bench.Session.StopDirectControlAsync(Bench.Channel);

        Assert.Equal(ChannelState.Suspended, status.State);
        Assert.Equal("6,8 4,7", bench.Lab.Asked);
    }

    [Fact]
    public async Task A_test_that_the_watchdog_suspended_can_be_reset()
    {
        using var bench = await Bench.StartAsync(options => options.DirectModeWatchdog = TimeSpan.FromSeconds(30));
        bench.Time.Advance(TimeSpan.FromSeconds(31));

        var status = await bench.Session.StopDirectControlAsync(Bench.Channel, reset: true);

        Assert.Equal(ChannelState.Available, status.State);
    }

    [Fact]
    public async Task A_test_that_has_taken_the_place_of_direct_mode_is_not_reset()
    {
        using var bench = await Bench.StartAsync();
        await bench.Session.CommandAsync(Functions.Reset, new ChannelRequest { Channel = Bench.Channel });
        await bench.Session.CommandAsync(
            Functions.StartTest, new StartTestRequest { Channel = Bench.Channel, ProcedureName = "CC discharge" });
        await bench.Session.CommandAsync(Functions.Suspend, new ChannelRequest { Channel = Bench.Channel });

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(
            () => bench.Session.StopDirectControlAsync(Bench.Channel, reset: true));

        Assert.Equal(2, problem.Result.Code);
        Assert.Equal(ChannelState.Suspended, bench.State);
    }

    [Fact]
    public async Task A_free_channel_is_stopped_already()
    {
        using var bench = await Bench.OpenAsync();

        var status = await bench.Session.StopDirectControlAsync(Bench.Channel, reset: true);

        Assert.Equal(ChannelState.Available, status.State);
        Assert.Empty(bench.RequestsFor(Functions.Reset));
    }

    [Fact]
    public async Task Where_rest_does_not_get_through_the_test_is_suspended_over_the_other_connection()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Faults.Always(Fault.Error(), link: LinkKind.Binary);

        var status = await bench.Session.StopDirectControlAsync(Bench.Channel);

        Assert.Equal(ChannelState.Suspended, status.State);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task After_a_stop_the_session_knows_no_limits_any_more()
    {
        using var bench = await Bench.StartAsync();
        await bench.Session.StopDirectControlAsync(Bench.Channel, reset: true);

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => bench.SetAsync(0.5f));

        Assert.Equal("VoltageRequired", problem.ErrorId);
    }

    [Fact]
    public async Task A_stopped_test_that_is_resumed_is_set_to_rest_when_the_session_closes()
    {
        using var bench = await Bench.StartAsync();
        await bench.Session.StopDirectControlAsync(Bench.Channel);
        await bench.Session.CommandAsync(Functions.Resume, new ChannelRequest { Channel = Bench.Channel });
        await bench.SetAsync(0.5f);
        Assert.Equal(0.5, bench.Driven, 3);

        bench.Session.Dispose();

        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task A_stopped_test_can_be_reset_by_a_second_stop()
    {
        using var bench = await Bench.StartAsync();
        await bench.Session.StopDirectControlAsync(Bench.Channel);

        var status = await bench.Session.StopDirectControlAsync(Bench.Channel, reset: true);

        Assert.Equal(ChannelState.Available, status.State);
    }
}
