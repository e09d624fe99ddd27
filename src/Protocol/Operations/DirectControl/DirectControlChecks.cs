using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Holds what is asked of direct mode against what the channel can do and its safety limits. A tester ignores a set point outside
/// its range, and so would drive the cell without it.
/// </summary>
internal static class DirectControlChecks
{
    private const int LargestRange = 4;

    /// <summary>The voltage that outputs in a direction stop at unless they say otherwise, V.</summary>
    internal static float VoltageLimit(Asked asked, ChannelSpecification can, SafetyLimits limits, bool charge) => charge
        ? Math.Min(limits.VoltageMax, HighestVoltage(asked, can))
        : Math.Max(limits.VoltageMin, LowestVoltage(asked, can));

    /// <summary>The range to take for a current: the one given, or the smallest that holds it.</summary>
    internal static byte Range(Asked asked, float amps, int? given, ChannelSpecification can, bool charge)
    {
        if (given is < 1 or > LargestRange)
            throw Invalid(asked, $"there is no current range {given}; the ranges are 1 to {LargestRange}");
        var ranges = Ranges(can, charge);
        var last = given ?? LargestRange;
        for (var range = given ?? 1; range <= last; range++)
        {
            if (amps <= ranges[range - 1])
                return (byte)range;
        }

        var most = LargestCurrent(asked, can, last, charge);
        throw Beyond(asked, FormattableString.Invariant(
            $"{amps} A are beyond the {most} A of {(given is null ? "the channel" : $"current range {given}")} when {Direction(charge)}"));
    }

    internal static void Current(Asked asked, float amps, SafetyLimits limits, bool charge)
    {
        var most = charge ? limits.ChargeCurrent : limits.DischargeCurrent;
        if (amps > most)
            throw BeyondLimits(
                asked, FormattableString.Invariant($"{amps} A are beyond the safety limit of {most} A when {Direction(charge)}"));
    }

    internal static void Voltage(Asked asked, float volts, ChannelSpecification can, SafetyLimits? limits)
    {
        var (lowest, highest) = (LowestVoltage(asked, can), HighestVoltage(asked, can));
        if (!(volts >= lowest && volts <= highest))
            throw Beyond(asked, FormattableString.Invariant($"{volts} V are outside the channel's {lowest} to {highest} V"));
        if (limits is not null && (volts < limits.VoltageMin || volts > limits.VoltageMax))
            throw BeyondLimits(
                asked,
                FormattableString.Invariant($"{volts} V are outside the safety limits of {limits.VoltageMin} to {limits.VoltageMax} V"));
    }

    internal static void Power(Asked asked, float? watts, ChannelSpecification can, SafetyLimits? limits)
    {
        if (watts is null)
            return;
        Positive(asked, "Power", watts.Value, "W");
        float[] told =
        [
            SpecifiedValue.Known(asked, "the channel's largest power when charging", can.PBatterySafeCharge),
            SpecifiedValue.Known(asked, "the channel's largest power when discharging", can.PBatterySafeDischarge),
            limits?.ChargePower ?? 0,
            limits?.DischargePower ?? 0,
        ];
        float[] effective = [.. told.Where(limit => limit > 0)];
        var most = effective.Length > 0 ? effective.Min() : LargestPower(asked, can);
        if (watts > most)
            throw BeyondLimits(asked, FormattableString.Invariant($"{watts} W are beyond the limit of {most} W"));
    }

    internal static void Resistance(Asked asked, float? ohms)
    {
        if (ohms is not null)
            Positive(asked, "Resistance", ohms.Value, "Ω");
    }

    internal static void Finite(Asked asked, string name, float value, string unit)
    {
        if (float.IsNaN(value) || float.IsInfinity(value))
            throw Invalid(asked, FormattableString.Invariant($"{name} is {value} {unit}, which is no value to set"));
    }

    internal static void NotNegative(Asked asked, string name, float value, string unit)
    {
        Finite(asked, name, value, unit);
        if (value < 0)
            throw Invalid(asked, FormattableString.Invariant($"{name} is {value} {unit}, below 0"));
    }

    private static float LargestPower(Asked asked, ChannelSpecification can) => HighestVoltage(asked, can) * Math.Max(
        LargestCurrent(asked, can, LargestRange, charge: true), LargestCurrent(asked, can, LargestRange, charge: false));

    private static float LargestCurrent(Asked asked, ChannelSpecification can, int range, bool charge) => SpecifiedValue.Known(
        asked, $"the channel's largest current of range {range} when {Direction(charge)}", Ranges(can, charge)[range - 1]);

    private static float[] Ranges(ChannelSpecification can, bool charge) => charge ? can.ChargeRanges : can.DischargeRanges;

    private static float HighestVoltage(Asked asked, ChannelSpecification can) =>
        SpecifiedValue.Known(asked, "the channel's largest voltage", can.VMax);

    private static float LowestVoltage(Asked asked, ChannelSpecification can) =>
        SpecifiedValue.Known(asked, "the channel's smallest voltage", can.VMin);

    private static void Positive(Asked asked, string name, float value, string unit)
    {
        Finite(asked, name, value, unit);
        if (value <= 0)
            throw Invalid(asked, FormattableString.Invariant($"{name} is {value} {unit}, not above 0"));
    }

    private static string Direction(bool charge) => charge ? "charging" : "discharging";

    private static MaccorInputException Invalid(Asked asked, string what) =>
        new(asked, "InvalidOutput", what + ".");

    private static MaccorInputException Beyond(Asked asked, string what) =>
        new(asked, "OutputBeyondSpecification", what + ".");

    private static MaccorInputException BeyondLimits(Asked asked, string what) =>
        new(asked, "OutputBeyondLimits", what + ".");
}
