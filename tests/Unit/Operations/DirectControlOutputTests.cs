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

public class DirectControlOutputTests
{
    [Fact]
    public async Task Limits_that_are_set_in_between_hold_for_the_outputs_that_follow()
    {
        using var bench = await Bench.StartAsync();
        var narrower = new SafetyLimits { VoltageMax = 4.1f, VoltageMin = 2.6f, ChargeCurrent = 0.3f, DischargeCurrent = 0.4f };
        await bench.Session.SetSafetyLimitsAsync(Bench.Channel, narrower);
        bench.Tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => bench.SetAsync(0.5f));
        await bench.SetAsync(0.3f);

        Assert.Equal("OutputBeyondLimits", problem.ErrorId);
        Assert.Equal(4.1f, Assert.Single(bench.Outputs).Voltage);
    }

    // PowerShell sets what is for initializers alone.
    [Fact]
    public async Task Whoever_changes_the_limits_that_are_told_does_not_change_those_that_hold()
    {
        using var bench = await Bench.OpenAsync();
        var control = await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });
        var told = await bench.Session.SetSafetyLimitsAsync(Bench.Channel, Bench.Limits);
        var most = typeof(SafetyLimits).GetProperty(nameof(SafetyLimits.ChargeCurrent))!;
        most.SetValue(told, 4f);
        most.SetValue(control.SafetyLimit, 4f);

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => bench.SetAsync(3));

        Assert.Equal("OutputBeyondLimits", problem.ErrorId);
    }

    [Fact]
    public async Task Limits_that_the_tester_did_not_take_as_asked_hold_as_it_has_them()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Next(Fault.Change<SafetyLimitsMessage>(reply => reply.ISafeCharge = 0.2f), Functions.SetSafetyLimits);
        await Assert.ThrowsAsync<MaccorSafetyLimitException>(() => bench.Session.SetSafetyLimitsAsync(Bench.Channel, Bench.Limits));

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => bench.SetAsync(0.5f));

        Assert.Equal("OutputBeyondLimits", problem.ErrorId);
    }

    [Fact]
    public async Task Rest_is_the_binary_message_to_the_channel_counted_from_0()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(-0.5f);
        bench.Tester.Requests.Clear();

        await bench.SetAsync(0);

        var request = Assert.Single(bench.Tester.Requests.All);
        Assert.Equal(LinkKind.Binary, request.Link);
        byte[] expected = [6, 0, 8, 0, 2, 0, 18, 0, .. new byte[16], 4, (byte)'R'];
        Assert.Equal(expected, request.Bytes);
        Assert.Equal(0, bench.Driven);
        Assert.Equal(ChannelActivity.Rest, bench.Tester.Channels[Bench.Channel].Read().Activity);
    }

    [Fact]
    public async Task The_sign_of_the_current_is_the_direction_and_its_magnitude_goes_over_the_wire()
    {
        using var bench = await Bench.StartAsync();

        await bench.SetAsync(0.25f);
        Assert.Equal(0.25, bench.Driven, 6);
        await bench.SetAsync(-0.75f);
        Assert.Equal(-0.75, bench.Driven, 6);

        Assert.Equal([('C', 0.25f), ('D', 0.75f)], bench.Outputs.Select(output => (output.Mode, output.Current)));
    }

    [Fact]
    public async Task Outputs_stop_at_the_safety_limits_unless_they_say_otherwise()
    {
        using var bench = await Bench.StartAsync();

        await bench.SetAsync(0.5f);
        await bench.SetAsync(-0.5f);
        await bench.SetAsync(0.5f, 4.1f);

        Assert.Equal([4.25f, 2.5f, 4.1f], bench.Outputs.Select(output => output.Voltage));
    }

    [Fact]
    public async Task All_outputs_take_the_connection_that_rest_takes()
    {
        using var bench = await Bench.StartAsync();

        await bench.SetAsync(0.5f);
        await bench.SetAsync(0);

        Assert.Single(bench.Tester.Requests.All.Select(request => request.Connection).Distinct());
    }

    [Theory]
    [InlineData(0.0001f, 1)]
    [InlineData(0.00015f, 1)]
    [InlineData(0.004f, 2)]
    [InlineData(0.15f, 3)]
    [InlineData(0.16f, 4)]
    [InlineData(-0.00015f, 2)]
    [InlineData(-0.004f, 3)]
    [InlineData(-0.15f, 4)]
    public async Task The_range_is_the_smallest_that_holds_the_current_in_its_direction(float current, int range)
    {
        using var bench = await Bench.StartAsync(options =>
        {
            options.Specification.IR1Discharge = 0.0001f;
            options.Specification.IR2Discharge = 0.001f;
            options.Specification.IR3Discharge = 0.01f;
        });

        await bench.SetAsync(current);

        Assert.Equal(range, Assert.Single(bench.Outputs).CurrentRange);
        Assert.Equal(current, bench.Driven, 6);
    }

    [Fact]
    public async Task A_range_can_be_chosen_where_it_holds_the_current()
    {
        using var bench = await Bench.StartAsync();

        await bench.Session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.1f, CurrentRange = 4 });
        var problem = await Assert.ThrowsAsync<MaccorInputException>(
            () => bench.Session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.1f, CurrentRange = 2 }));

        Assert.Equal("OutputBeyondSpecification", problem.ErrorId);
        Assert.Equal(4, Assert.Single(bench.Outputs).CurrentRange);
    }

    [Fact]
    public async Task What_would_be_ignored_or_beyond_the_limits_is_not_sent()
    {
        using var bench = await Bench.StartAsync(start: new DirectControlStart { SafetyLimit = Bench.Limits, Power = 10 });
        (DirectControlOutput Output, string ErrorId)[] wrong =
        [
            (new() { Current = float.NaN }, "InvalidOutput"),
            (new() { Current = float.PositiveInfinity }, "InvalidOutput"),
            (new() { Current = float.NegativeInfinity }, "InvalidOutput"),
            (new() { Current = 1.01f }, "OutputBeyondLimits"),
            (new() { Current = -2.01f }, "OutputBeyondLimits"),
            (new() { Current = 0.1f, Voltage = 4.3f }, "OutputBeyondLimits"),
            (new() { Current = -0.1f, Voltage = 2.4f }, "OutputBeyondLimits"),
            (new() { Current = 0.1f, Voltage = 10.1f }, "OutputBeyondSpecification"),
            (new() { Current = 0.1f, Voltage = float.NaN }, "OutputBeyondSpecification"),
            (new() { Current = 0.1f, Power = 0 }, "InvalidOutput"),
            (new() { Current = 0.1f, Power = -1 }, "InvalidOutput"),
            (new() { Current = 0.1f, Power = 51 }, "OutputBeyondLimits"),
            (new() { Current = 0.1f, Resistance = float.NaN }, "InvalidOutput"),
            (new() { Current = 0.1f, Resistance = 1 }, "QuantityNotActive"),
            (new() { Current = 0.1f, CurrentRange = 5 }, "InvalidOutput"),
            (new() { Current = 0.1f, CurrentRange = 0 }, "InvalidOutput"),
        ];

        foreach (var (output, id) in wrong)
        {
            var problem = await Assert.ThrowsAsync<MaccorInputException>(() => bench.Session.SetDirectOutputAsync(Bench.Channel, output));
            Assert.Equal((id, Bench.Channel), (problem.ErrorId, problem.Channel));
        }

        Assert.Empty(bench.Lab.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(9)]
    public async Task A_channel_that_does_not_exist_is_not_set(int channel)
    {
        using var bench = await Bench.StartAsync();

        foreach (var current in new[] { 0, 0.1f })
        {
            var problem = await Assert.ThrowsAsync<MaccorInputException>(
                () => bench.Session.SetDirectOutputAsync(channel, new DirectControlOutput { Current = current, Voltage = 4 }));
            Assert.Equal("NoSuchChannel", problem.ErrorId);
        }

        Assert.Empty(bench.Lab.Asked);
    }

    [Fact]
    public async Task A_channel_that_another_session_started_needs_a_voltage()
    {
        using var bench = await Bench.StartAsync();
        using var other = await MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            JsonPort = bench.Tester.JsonPort,
            BinaryPort = bench.Tester.BinaryPort,
            Clock = bench.Time,
        });
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        var problem = await Assert.ThrowsAsync<MaccorInputException>(
            () => other.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.1f }));
        Assert.Equal("VoltageRequired", problem.ErrorId);
        Assert.Empty(bench.Outputs);

        await other.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.1f, Voltage = 4 });
        Assert.Equal(0.1, bench.Driven, 6);
    }

    [Fact]
    public async Task Power_that_is_active_limits_outputs_that_do_not_say_otherwise()
    {
        using var bench = await Bench.StartAsync(start: new DirectControlStart { SafetyLimit = Bench.Limits, Power = 1 });

        await bench.SetAsync(1);
        var limited = bench.Driven;
        await bench.Session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 1, Power = 2 });

        Assert.Equal([1f, 2f], bench.Outputs.Select(output => output.Power));
        Assert.InRange(limited, 0.2, 0.3);
        Assert.InRange(bench.Driven, 0.45, 0.6);
    }

    [Fact]
    public async Task Resistance_that_is_active_limits_outputs_that_do_not_say_otherwise()
    {
        using var bench = await Bench.StartAsync(start: new DirectControlStart { SafetyLimit = Bench.Limits, Resistance = 10 });

        await bench.SetAsync(-1);

        Assert.Equal(10f, Assert.Single(bench.Outputs).Resistance);
        Assert.InRange(bench.Driven, -0.42, -0.3);
    }

    [Fact]
    public async Task Outputs_one_after_the_other_are_not_too_fast_for_the_tester()
    {
        using var bench = await Bench.StartAsync();

        for (var i = 1; i <= 5; i++)
            await bench.SetAsync(0.1f * i);
        await bench.SetAsync(0);

        Assert.Equal(6, bench.Outputs.Length);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task An_output_that_is_too_fast_for_the_tester_is_an_error_and_not_sent_again()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Next(Fault.Result(3), Functions.SetDirectOutput);

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.SetAsync(0.1f));

        Assert.Equal(3, problem.Result.Code);
        Assert.Single(bench.Outputs);
        await bench.SetAsync(0.1f);
        Assert.Equal(0.1, bench.Driven, 6);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Rest_that_is_known_not_to_have_been_set_is_set_again(int code)
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Faults.Next(Fault.Result(code), Functions.SetDirectOutput, count: 3);

        await bench.SetAsync(0);

        Assert.Equal(5, bench.Outputs.Length);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task An_output_before_direct_mode_is_ready_is_an_error()
    {
        using var bench = await Bench.OpenAsync(options => options.DirectModeReadyAfter = TimeSpan.FromHours(1));
        await bench.Session.CommandAsync(
            Functions.StartDirect, new StartDirectRequest { Channel = Bench.Channel, Mode = 'C', Voltage = 4 });

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.SetAsync(0.1f, 4));

        Assert.Equal(5, problem.Result.Code);
        Assert.Contains("moment", problem.Advice, StringComparison.Ordinal);
        bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.SetAsync(0.1f, 4);
        Assert.Equal(0.1, bench.Driven, 6);
    }

    [Fact]
    public async Task An_output_on_a_channel_that_is_not_in_direct_mode_is_refused()
    {
        using var bench = await Bench.OpenAsync();

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.SetAsync(0.1f, 4));

        Assert.Equal(2, problem.Result.Code);
        Assert.Contains("Start-MaccorDirectControl", problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watchdog_of_the_tester_ends_direct_mode_and_the_next_output_says_so()
    {
        using var bench = await Bench.StartAsync(options => options.DirectModeWatchdog = TimeSpan.FromSeconds(30));
        await bench.SetAsync(0.5f);
        bench.Time.Advance(TimeSpan.FromSeconds(31));

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.SetAsync(0.6f));

        Assert.Equal(2, problem.Result.Code);
        Assert.Equal((ChannelState.Suspended, 0d), (bench.State, bench.Driven));
    }

    [Fact]
    public async Task An_output_whose_reply_is_lost_is_of_unknown_outcome_and_not_sent_again()
    {
        using var bench = await Bench.StartAsync();
        bench.Faults.Next(Fault.Disconnect, Functions.SetDirectOutput);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => bench.SetAsync(0.5f));

        Assert.Single(bench.Outputs);
        await bench.SetAsync(0);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task Rest_whose_reply_is_lost_is_looked_up_and_not_sent_again_where_it_has_taken_effect()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Tester.Requests.Clear();
        bench.Faults.Next(Fault.Disconnect, Functions.SetDirectOutput);

        await bench.SetAsync(0);

        Assert.Equal("6,8 4,7", bench.Lab.Asked);
    }

    [Fact]
    public async Task Rest_whose_reply_is_lost_is_sent_again_where_current_still_flows()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Tester.Requests.Clear();
        bench.Faults.Next(Fault.Disconnect, Functions.SetDirectOutput);
        bench.Faults.Next(Fault.Change<StatusReply>(reply => (reply.Rf1, reply.Current) = (1, 0.5f)), Functions.Status);

        await bench.SetAsync(0);

        Assert.Equal("6,8 4,7 6,8 1,2", bench.Lab.Asked);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task Rest_goes_after_an_output_that_is_under_way()
    {
        var testerTime = new ManualTime();
        using var bench = await Bench.OpenAsync(options =>
        {
            options.TimeProvider = testerTime;
            options.DirectModeReadyAfter = TimeSpan.Zero;
        });
        await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });
        bench.Tester.Requests.Clear();
        testerTime.AdvanceSeconds(1);
        bench.Faults.Next(Fault.Delay(TimeSpan.FromHours(1)), Functions.SetDirectOutput);

        var output = bench.SetAsync(0.5f);
        await bench.Tester.Requests.WhenCountReaches(1);
        var rest = bench.SetAsync(0);
        await testerTime.WhenTimerIsSet();
        testerTime.AdvanceSeconds(3600);
        await output;
        await rest;

        Assert.Equal(['C', 'R'], bench.Outputs.Select(sent => sent.Mode));
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task Rest_drops_the_outputs_that_wait()
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(
            options => (options.TimeProvider, options.DirectModeReadyAfter) = (time, TimeSpan.Zero), clock: time);
        await lab.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits, KeepRunning = true });
        lab.Tester.Requests.Clear();
        var waiting = new[] { 0.5f, 0.6f }
            .Select(current => lab.Session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = current })).ToArray();
        await time.WhenTimerIsSet();

        var rest = lab.Session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput());

        await time.Pass(rest);
        Assert.All(lab.Requests<DirectOutputRequest>(), output => Assert.Equal('R', output.Mode));
        foreach (var output in waiting)
            Assert.Equal("Overtaken", (await Assert.ThrowsAsync<MaccorStateException>(() => output)).ErrorId);
    }

    [Theory]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task Rest_is_the_same_message_over_every_transport(LinkKind protocol)
    {
        using var bench = await Bench.StartAsync(protocol: protocol);
        await bench.SetAsync(0.5f);
        bench.Tester.Requests.Clear();

        await bench.SetAsync(0);

        Assert.Equal([6, 0, 8, 0, 2, 0, 18, 0], Assert.Single(bench.Tester.Requests.All).Bytes[..8]);
        Assert.Equal(0, bench.Driven);
    }
}
