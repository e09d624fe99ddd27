using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Faults;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

/// <summary>Testers that do not tell what a channel can do, or tell what is no number (3, 1).</summary>
public class UnknownSpecificationTests
{
    private const int BytesOfHeader = 8;

    // Beyond range 3, so that range 4 is needed.
    private const float Large = 0.5f;

    [Theory]
    [InlineData("null")]
    [InlineData("\"much\"")]
    [InlineData("\"5.0\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("1e400")]
    [InlineData("\"inf\"")]
    [InlineData("NAN")]
    [InlineData("[]")]
    public async Task What_is_not_told_is_not_known_and_the_rest_is(string written)
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Always(Bench.Told("IR4Chg|IR2Dis|Vmin|ISafeDis|PBatSafeChg", written), Functions.Specification);

        var channel = await bench.Session.ReadChannelInformationAsync(Bench.Channel, withCalibration: false);

        Assert.Equal([0.00015f, 0.005f, 0.15f, float.NaN], channel.ChargeRanges);
        Assert.Equal([0.00015f, float.NaN, 0.15f, 5], channel.DischargeRanges);
        Assert.Equal((float.NaN, 10, 50), (channel.LowestVoltage, channel.HighestVoltage, channel.SafeDischargePower));
        Assert.Equal((float.NaN, float.NaN), (channel.SafeDischargeCurrent, channel.SafeChargePower));
        Assert.Equal("3,1", bench.Lab.Asked);
    }

    [Theory]
    [InlineData(0x7FC00000)]
    [InlineData(0x7F800000)]
    [InlineData(unchecked((int)0xFF800000))]
    public async Task Over_binary_no_number_and_an_infinite_one_are_not_known(int bits)
    {
        using var bench = await Bench.OpenAsync(protocol: LinkKind.Binary);
        bench.Faults.Always(WithSingle(5, bits), Functions.Specification);
        await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });

        var channel = await bench.Session.ReadChannelInformationAsync(Bench.Channel, withCalibration: false);
        await AssertRefusedAsync(
            bench, session => session.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = Large }));

        Assert.Equal([0.00015f, 0.005f, 0.15f, float.NaN], channel.ChargeRanges);
    }

    [Theory]
    [InlineData("VSafeMax", "how large the upper voltage limit may be")]
    [InlineData("VSafeMin", "how small the upper voltage limit may be")]
    [InlineData("ISafeChg", "how large the charge current limit may be")]
    [InlineData("ISafeDis", "how large the discharge current limit may be")]
    [InlineData("PBatSafeDis", "how large the discharge power limit may be")]
    public async Task Limits_are_not_set_and_nothing_starts_where_their_bounds_are_not_told(string key, string what)
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Always(Bench.Told(key, "null"), Functions.Specification);
        var limits = Bench.Limits with { DischargePower = 10 };

        var problem = await AssertRefusedAsync(bench, session => session.SetSafetyLimitsAsync(Bench.Channel, limits));
        await AssertRefusedAsync(
            bench, session => session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = limits }));
        await AssertRefusedAsync(
            bench,
            session => session.StartTestAsync(
                new TestStart(Bench.Channel, new TestPlan { Procedure = "Rest" }) { Limits = limits }));

        Assert.Contains(what, problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Vmax")]
    [InlineData("PBatSafeChg")]
    public async Task Direct_control_does_not_start_without_what_its_start_needs(string key)
    {
        using var bench = await Bench.OpenAsync();
        bench.Faults.Always(Bench.Told(key, "null"), Functions.Specification);

        await AssertRefusedAsync(bench, session => session.StartDirectControlAsync(
            Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits, Power = 5 }));
    }

    [Theory]
    [InlineData("IR4Chg", Large, null)]
    [InlineData("IR2Chg", 0.001f, 2)]
    [InlineData("IR4Dis", -Large, null)]
    [InlineData("Vmax", 0.001f, null)]
    [InlineData("Vmin", -0.001f, null)]
    public async Task No_output_is_set_that_needs_what_is_not_told(string key, float current, int? range)
    {
        using var bench = await StartedAsync(key);

        await AssertRefusedAsync(bench, session => session.SetDirectOutputAsync(
            Bench.Channel, new DirectControlOutput { Current = current, CurrentRange = range, Voltage = 4 }));

        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task The_next_range_that_is_known_to_hold_a_current_is_taken()
    {
        using var bench = await StartedAsync("IR1Chg|IR2Chg|IR4Chg");

        await bench.SetAsync(0.0001f);

        Assert.Equal(3, Assert.Single(bench.Outputs).CurrentRange);
    }

    [Fact]
    public async Task What_the_tester_did_not_tell_is_asked_for_again()
    {
        using var bench = await StartedAsync("IR4Chg");
        await Assert.ThrowsAsync<MaccorStateException>(() => bench.SetAsync(Large));
        bench.Faults.Clear();

        await bench.SetAsync(Large);

        Assert.Equal(Large, bench.Driven, 6);
    }

    [Fact]
    public async Task A_cell_is_set_to_rest_whatever_the_tester_does_not_tell()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(Large);
        bench.Faults.Always(Bench.Told("\\w+Chg|\\w+Dis|V\\w+", "null"), Functions.Specification);
        using var other = await bench.ConnectAsync();

        await other.StopDirectControlAsync(Bench.Channel);

        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task Limits_in_force_that_are_no_numbers_confirm_none()
    {
        using var bench = await Bench.OpenAsync(protocol: LinkKind.Binary);
        bench.Faults.Always(WithSingle(0, BitConverter.SingleToInt32Bits(float.NaN)), Functions.SetSafetyLimits);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => bench.Session.SetSafetyLimitsAsync(Bench.Channel, Bench.Limits));
        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(
            () => bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits }));

        Assert.Empty(bench.RequestsFor(Functions.StartDirect));
    }

    // The start found all it needed.
    private static async Task<Bench> StartedAsync(string unknown)
    {
        var bench = await Bench.OpenAsync();
        bench.Faults.Always(Bench.Told("IR1Chg", "null"), Functions.Specification);
        await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits });
        bench.Faults.Clear();
        bench.Faults.Always(Bench.Told(unknown, "null"), Functions.Specification);
        bench.Tester.Requests.Clear();
        return bench;
    }

    private static async Task<MaccorStateException> AssertRefusedAsync(Bench bench, Func<MaccorSession, Task> ask)
    {
        bench.Tester.Requests.Clear();
        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => ask(bench.Session));
        Assert.Equal("SpecificationUnknown", problem.ErrorId);
        Assert.DoesNotContain(bench.Tester.Requests.All, request => request.Class == 6);
        return problem;
    }

    private static Fault WithSingle(int index, int bits) => Fault.ChangeBytes(reply =>
    {
        BitConverter.GetBytes(bits).CopyTo(reply, BytesOfHeader + (4 * index));
        return reply;
    });
}
