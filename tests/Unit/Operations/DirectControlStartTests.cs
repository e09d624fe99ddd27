using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;
using SafetyLimits = MacNet.Protocol.Operations.SafetyLimits;

namespace MacNet.Tests.Unit.Operations;

public class DirectControlStartTests
{
    private static DirectControlStart Start => new() { SafetyLimit = Bench.Limits };

    [Fact]
    public async Task Limits_are_set_before_direct_mode_and_the_first_output_is_rest()
    {
        using var bench = await Bench.OpenAsync(options => options.DirectModeReadyAfter = TimeSpan.Zero);

        await bench.Session.StartDirectControlAsync(Bench.Channel, Start);

        Assert.Equal("3,1 4,1 6,10 6,7 4,1 6,8 4,6", bench.Lab.Asked);
        // (1, 2) identifies the binary connection.
        Assert.All(
            bench.Tester.Requests.All.Where(request => request.Function != Functions.General),
            request => Assert.Equal(Bench.Channel, request.Channel));
        Assert.Equal(DirectOutputRequest.Rest, Assert.Single(bench.Outputs).Mode);
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task It_starts_at_no_current_in_charge_direction_with_the_upper_voltage_active_and_no_power()
    {
        using var bench = await Bench.OpenAsync();

        await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart
        {
            SafetyLimit = Bench.Limits,
            TestName = "Cell 12",
            RecordSeconds = 5,
            RecordVoltage = 0.01f,
            RecordCurrent = 0.02f,
        });

        var request = Assert.Single(bench.Lab.Requests<StartDirectRequest>());
        Assert.Equal(
            ("Cell 12", 'C', 0f, 4.25f, 0f), (request.TestName, request.Mode, request.Current, request.Voltage, request.Resistance));
        Assert.True(request.Power > bench.Tester.Channels[Bench.Channel].Specification.PBatterySafeCharge);
        Assert.Equal((5f, 0.01f, 0.02f, (byte)4), (request.RecordTime, request.RecordVoltage, request.RecordCurrent, request.CurrentRange));
    }

    [Fact]
    public async Task It_tells_what_was_started()
    {
        using var bench = await Bench.OpenAsync();

        var control = await bench.Session
            .StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits, Power = 3 });

        Assert.Equal(("lab", Bench.Channel, 3f, null), (control.Session, control.Channel, control.Power, control.Resistance));
        Assert.Equal((4.25f, 2.5f, 1f, 2f), (
            control.SafetyLimit.VoltageMax,
            control.SafetyLimit.VoltageMin,
            control.SafetyLimit.ChargeCurrent,
            control.SafetyLimit.DischargeCurrent));
        Assert.Equal(bench.Tester.Channels[Bench.Channel].Names.TestName, control.TestName);
        Assert.NotEqual("Random", control.TestName);
    }

    [Fact]
    public async Task A_name_that_the_tester_does_not_show_at_once_is_looked_for_again()
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Next(Fault.Change<NamesReply>(reply => reply.TestName = ""), Functions.Names, count: 2);

        var control = await bench.Session.StartDirectControlAsync(Bench.Channel, Start);

        Assert.Equal(bench.Tester.Channels[Bench.Channel].Names.TestName, control.TestName);
        Assert.Equal(3, bench.RequestsFor(Functions.Names).Length);
    }

    [Theory]
    [InlineData("Random", "")]
    [InlineData("Cell 12", "Cell 12")]
    public async Task A_name_that_cannot_be_read_is_no_reason_to_fail_as_direct_mode_runs(string asked, string told)
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Next(Fault.Error(), Functions.Names);

        var control = await bench.Session
            .StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits, TestName = asked });

        Assert.Equal(told, control.TestName);
    }

    [Theory]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task It_works_over_every_transport(LinkKind protocol)
    {
        using var bench = await Bench.StartAsync(protocol: protocol);

        await bench.SetAsync(-0.5f);

        Assert.Equal(-0.5, bench.Driven, 6);
    }

    [Fact]
    public async Task An_output_can_be_set_at_once_after_the_start()
    {
        using var bench = await Bench.OpenAsync(options => options.DirectModeReadyAfter = TimeSpan.FromSeconds(2));

        await bench.Session.StartDirectControlAsync(Bench.Channel, Start);
        await bench.SetAsync(0.5f);

        Assert.Equal(0.5, bench.Driven, 6);
    }

    [Fact]
    public async Task A_voltage_limit_beyond_what_the_channel_can_drive_still_leaves_voltage_active()
    {
        using var bench = await Bench.OpenAsync(options => options.Specification.VMax = 4.2f);

        await bench.Session.StartDirectControlAsync(Bench.Channel, Start);

        Assert.Equal(4.2f, Assert.Single(bench.Lab.Requests<StartDirectRequest>()).Voltage);
    }

    [Fact]
    public async Task A_channel_in_use_is_left_alone()
    {
        using var bench = await Bench.StartAsync();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => bench.Session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Equal(("ChannelBusy", Bench.Channel), (problem.ErrorId, problem.Channel));
        Assert.Equal("4,1", bench.Lab.Asked);
    }

    [Fact]
    public async Task A_channel_that_a_problem_stopped_is_left_alone()
    {
        using var bench = await Bench.StartAsync();
        bench.Tester.Channels[Bench.Channel].Fail(RecordReason.VoltageSafety);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => bench.Session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Equal("ChannelProblem", problem.ErrorId);
        Assert.Equal("4,1", bench.Lab.Asked);
    }

    [Fact]
    public async Task A_channel_whose_test_is_complete_is_reset_first()
    {
        using var bench = await Bench.StartAsync();
        Complete(bench);

        await bench.Session.StartDirectControlAsync(Bench.Channel, Start);

        Assert.StartsWith("4,1 6,5 4,1 6,10 6,7", bench.Lab.Asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tester_without_direct_mode_is_not_asked()
    {
        using var bench = await Bench.OpenAsync(options => options.SystemType = 3);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => bench.Session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Equal("NoDirectMode", problem.ErrorId);
        Assert.Empty(bench.Lab.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(9)]
    [InlineData(int.MaxValue)]
    public async Task A_channel_that_does_not_exist_is_not_asked_for(int channel)
    {
        using var bench = await Bench.OpenAsync();

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => bench.Session.StartDirectControlAsync(channel, Start));

        Assert.Equal("NoSuchChannel", problem.ErrorId);
        Assert.Empty(bench.Lab.Asked);
    }

    [Fact]
    public async Task Without_limits_it_does_not_start()
    {
        using var bench = await Bench.OpenAsync();
        SafetyLimits?[] missing =
        [
            null,
            new() { VoltageMax = 4.2f, VoltageMin = 2.5f, ChargeCurrent = 0, DischargeCurrent = 1 },
            new() { VoltageMax = 4.2f, VoltageMin = 2.5f, ChargeCurrent = 1, DischargeCurrent = 0 },
            new() { VoltageMax = 4.2f, VoltageMin = 2.5f, ChargeCurrent = float.NaN, DischargeCurrent = 1 },
        ];

        foreach (var limits in missing)
        {
            var start = new DirectControlStart { SafetyLimit = limits };
            var problem = await Assert.ThrowsAsync<MaccorSafetyLimitException>(
                () => bench.Session.StartDirectControlAsync(Bench.Channel, start));
            Assert.Equal("LimitsMissing", problem.ErrorId);
        }

        Assert.Equal("3,1", bench.Lab.Asked);
    }

    [Theory]
    [InlineData(11, 2.5, 1, "LimitBeyondSpecification")]
    [InlineData(4.2, -1, 1, "LimitBeyondSpecification")]
    [InlineData(4.2, 4.3, 1, "VoltageLimitsSwapped")]
    [InlineData(4.2, 2.5, 6, "LimitBeyondSpecification")]
    [InlineData(double.NaN, 2.5, 1, "LimitBeyondSpecification")]
    [InlineData(4.2, 2.5, double.PositiveInfinity, "LimitBeyondSpecification")]
    public async Task Limits_beyond_the_channel_are_not_sent(double most, double least, double current, string errorId)
    {
        using var bench = await Bench.OpenAsync();
        var limits = new SafetyLimits
        {
            VoltageMax = (float)most,
            VoltageMin = (float)least,
            ChargeCurrent = (float)current,
            DischargeCurrent = 1,
        };

        var problem = await Assert.ThrowsAsync<MaccorInputException>(
            () => bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = limits }));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Equal("3,1", bench.Lab.Asked);
    }

    [Fact]
    public async Task Limits_that_the_tester_does_not_take_over_prevent_the_start()
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Next(Fault.Change<SafetyLimitsMessage>(reply => reply.VSafeMax = 5), Functions.SetSafetyLimits);

        var problem = await Assert.ThrowsAsync<MaccorSafetyLimitException>(
            () => bench.Session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Equal("LimitsNotTaken", problem.ErrorId);
        Assert.Empty(bench.RequestsFor(Functions.StartDirect));
    }

    [Fact]
    public async Task Where_rest_could_not_be_sent_it_does_not_start()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Speed = 0, TransitionTime = default });
        using var session = await MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            JsonPort = tester.JsonPort,
            BinaryPort = 1,
        });
        tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorConnectionException>(() => session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Equal("ConnectionFailed", problem.ErrorId);
        Assert.Equal(Functions.Specification, Assert.Single(tester.Requests.All).Function);
    }

    [Fact]
    public async Task Values_that_make_no_sense_are_not_sent()
    {
        using var bench = await Bench.OpenAsync();
        DirectControlStart[] starts =
        [
            new() { SafetyLimit = Bench.Limits, Power = 5, Resistance = 5 },
            new() { SafetyLimit = Bench.Limits, Power = 0 },
            new() { SafetyLimit = Bench.Limits, Power = 51 },
            new() { SafetyLimit = Bench.Limits, Power = float.NaN },
            new() { SafetyLimit = Bench.Limits, Resistance = -1 },
            new() { SafetyLimit = Bench.Limits, Resistance = float.PositiveInfinity },
            new() { SafetyLimit = Bench.Limits, RecordSeconds = -1 },
            new() { SafetyLimit = Bench.Limits, RecordVoltage = float.NaN },
            new() { SafetyLimit = Bench.Limits, RecordCurrent = float.NegativeInfinity },
            new() { SafetyLimit = Bench.Limits, TestName = "" },
            new() { SafetyLimit = Bench.Limits, TestName = "a/b" },
            new() { SafetyLimit = Bench.Limits, TestName = "A name of twenty-six letter" },
        ];

        foreach (var start in starts)
            await Assert.ThrowsAsync<MaccorInputException>(() => bench.Session.StartDirectControlAsync(Bench.Channel, start));

        Assert.Equal("3,1", bench.Lab.Asked);
    }

    [Fact]
    public async Task A_start_that_the_tester_refuses_is_an_error_with_its_words()
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Next(Fault.Result(3), Functions.StartDirect);

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => bench.Session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Equal(3, problem.Result.Code);
        Assert.Contains("Failed creating the pseudo test procedure", problem.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Outputs);
    }

    [Fact]
    public async Task A_start_whose_reply_is_lost_is_not_sent_again()
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Next(Fault.Disconnect, Functions.StartDirect);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => bench.Session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Single(bench.RequestsFor(Functions.StartDirect));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(12, 12)]
    public async Task A_channel_that_does_not_become_active_is_an_error(int stat, int shown)
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Next(Fault.Change<StatesReply>(_ => { }), Functions.States);
        bench.Faults.Always(Fault.Change<StatesReply>(reply => reply.States[0].Stat = (ushort)stat), Functions.States);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => bench.Session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Equal("NotReady", problem.ErrorId);
        Assert.Contains(((ChannelState)shown).ToString(), problem.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Outputs);
    }

    [Fact]
    public async Task Direct_mode_that_never_takes_an_output_is_an_error()
    {
        using var bench = await Bench.OpenAsync(options => options.DirectModeReadyAfter = TimeSpan.FromDays(1));

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => bench.Session.StartDirectControlAsync(Bench.Channel, Start));

        Assert.Equal("NotReady", problem.ErrorId);
        Assert.Contains("Direct mode is not ready yet", problem.Message, StringComparison.Ordinal);
        Assert.All(bench.Outputs, output => Assert.Equal(DirectOutputRequest.Rest, output.Mode));
    }

    private static void Complete(Bench bench)
    {
        lock (bench.Tester.System.Gate)
            bench.Tester.Channels[Bench.Channel].Complete(RecordReason.NormalEnd);
    }
}
