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
    internal static float VoltageLimit(ChannelSpecification can, SafetyLimits limits, bool charge) =>
        charge ? Math.Min(limits.VoltageMax, can.VMax) : Math.Max(limits.VoltageMin, can.VMin);

    /// <summary>The range to take for a current: the one given, or the smallest that holds it.</summary>
    internal static byte Range(Asked asked, float amps, int? given, ChannelSpecification can, bool charge)
    {
        if (given is < 1 or > LargestRange)
            throw Invalid(asked, $"there is no current range {given}; the ranges are 1 to {LargestRange}");
        var ranges = charge
            ? new[] { can.IR1Charge, can.IR2Charge, can.IR3Charge, can.IR4Charge }
            : [can.IR1Discharge, can.IR2Discharge, can.IR3Discharge, can.IR4Discharge];
        for (var range = given ?? 1; range <= (given ?? LargestRange); range++)
        {
            if (amps <= ranges[range - 1])
                return (byte)range;
        }

        throw Beyond(asked, FormattableString.Invariant(
            $"{amps} A are beyond the {ranges[(given ?? LargestRange) - 1]} A of {(given is null ? "the channel" : $"current range {given}")} when {Direction(charge)}"));
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
        if (!(volts >= can.VMin && volts <= can.VMax))
            throw Beyond(asked, FormattableString.Invariant($"{volts} V are outside the channel's {can.VMin} to {can.VMax} V"));
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
        var most = new[]
        {
            can.PBatterySafeCharge, can.PBatterySafeDischarge, limits?.ChargePower ?? 0, limits?.DischargePower ?? 0,
        }.Where(limit => limit > 0).DefaultIfEmpty(can.VMax * Math.Max(can.IR4Charge, can.IR4Discharge)).Min();
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
