using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public sealed class SteeringTests
{
    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task A_variable_is_set_on_its_channel_with_one_message(LinkKind protocol)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);

        await lab.Session.SetVariableAsync(channel: 3, number: 15, value: -1.25f);

        Assert.Equal("6,9", lab.Asked);
        Assert.Equal(-1.25f, lab.Tester.Channels[3].Variables[14]);
        Assert.Equal(-1.25f, (await lab.Session.ReadVariablesAsync(3)).Single(variable => variable.Name == "VAR15").Value);
    }

    [Theory]
    [InlineData(1, 0, 1f, "NoSuchVariable")]
    [InlineData(1, 16, 1f, "NoSuchVariable")]
    [InlineData(1, 257, 1f, "NoSuchVariable")]
    [InlineData(1, 1, float.NaN, "VariableNotFinite")]
    [InlineData(1, 1, float.PositiveInfinity, "VariableNotFinite")]
    [InlineData(0, 1, 1f, "NoSuchChannel")]
    [InlineData(9, 1, 1f, "NoSuchChannel")]
    public async Task A_variable_that_cannot_be_is_an_error_and_nothing_is_sent(int channel, int number, float value, string errorId)
    {
        using var lab = await Lab.OpenAsync();

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.SetVariableAsync(channel, number, value));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Empty(lab.Asked);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Global_flags_are_read_changed_one_by_one_and_set_together(LinkKind protocol)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);
        lab.Tester.System.GlobalFlags = 0x80000021;

        var present = await lab.Session.ReadGlobalFlagsAsync();
        var now = await lab.Session.SetGlobalFlagsAsync(present.With(set: [1, 2], clear: [6]).Value);

        Assert.Equal([1, 6, 32], present.Set);
        Assert.Equal("0x80000021", present.ToString());
        Assert.Equal([1, 2, 32], now.Set);
        Assert.Equal(0x80000003, lab.Tester.System.GlobalFlags);
        Assert.Equal("4,8 5,1", lab.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void There_is_no_flag_outside_1_to_32(int flag) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GlobalFlags().With([flag], []));

    [Fact]
    public async Task Flags_that_the_tester_did_not_take_are_an_error()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Change<GlobalFlagsReply>(reply => reply.GlobalFlags = 2));

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.SetGlobalFlagsAsync(3));

        Assert.Equal("FlagsNotTaken", problem.ErrorId);
        Assert.Contains("0x00000002, not 0x00000003", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Safety_limits_are_set_and_compared_and_the_specification_is_read_once()
    {
        using var lab = await Lab.OpenAsync();

        await lab.Session.SetSafetyLimitsAsync(2, Limits(4.25f));
        var inForce = await lab.Session.SetSafetyLimitsAsync(2, Limits(4.3f));

        Assert.Equal("3,1 6,10 6,10", lab.Asked);
        Assert.Equal((4.3f, 2.5f, 5f, 4f), (inForce.VoltageMax, inForce.VoltageMin, inForce.ChargeCurrent, inForce.DischargeCurrent));
        Assert.Equal(4.3f, lab.Tester.Channels[2].SafetyLimits.VoltageMax);
        Assert.Equal("2.5 V to 4.3 V, charge 5 A, discharge 4 A and 20 W", inForce.ToString());
    }

    [Theory]
    [InlineData(10.1f, "LimitBeyondSpecification")]
    [InlineData(2.5f, "VoltageLimitsSwapped")]
    [InlineData(float.NaN, "LimitBeyondSpecification")]
    public async Task Safety_limits_beyond_the_specification_are_not_sent(float voltageMax, string errorId)
    {
        using var lab = await Lab.OpenAsync();

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.SetSafetyLimitsAsync(2, Limits(voltageMax)));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Equal("3,1", lab.Asked);
    }

    [Fact]
    public async Task Safety_limits_that_the_tester_did_not_take_are_an_error()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Change<SafetyLimitsMessage>(reply => reply.VSafeMax = 4.2f), Functions.SetSafetyLimits);

        var problem = await Assert.ThrowsAsync<MaccorSafetyLimitException>(() => lab.Session.SetSafetyLimitsAsync(2, Limits(4.25f)));

        Assert.Equal("LimitsNotTaken", problem.ErrorId);
        Assert.Contains("VoltageMax 4.2 (asked 4.25)", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-6f, 2e-6f)]
    [InlineData(5e-7f, 0)]
    public async Task Small_safety_limits_are_held_to_what_was_asked_too(float asked, float inForce)
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Change<SafetyLimitsMessage>(reply => reply.ISafeCharge = inForce), Functions.SetSafetyLimits);
        var limits = new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = asked, DischargeCurrent = 1 };

        var problem = await Assert.ThrowsAsync<MaccorSafetyLimitException>(() => lab.Session.SetSafetyLimitsAsync(2, limits));

        Assert.Equal("LimitsNotTaken", problem.ErrorId);
    }

    private static SafetyLimits Limits(float voltageMax) => new()
    {
        VoltageMax = voltageMax,
        VoltageMin = 2.5f,
        ChargeCurrent = 5,
        DischargeCurrent = 4,
        DischargePower = 20,
    };
}
