using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Channels;

/// <summary>What a channel's specification means for what it drives.</summary>
internal static class SpecificationLimits
{
    public const int LargestRange = 4;

    public static double MaxCurrent(this ChannelSpecification channel, OutputMode mode, int range) => (mode, range) switch
    {
        (OutputMode.Discharge, 1) => channel.IR1Discharge,
        (OutputMode.Discharge, 2) => channel.IR2Discharge,
        (OutputMode.Discharge, 3) => channel.IR3Discharge,
        (OutputMode.Discharge, _) => channel.IR4Discharge,
        (_, 1) => channel.IR1Charge,
        (_, 2) => channel.IR2Charge,
        (_, 3) => channel.IR3Charge,
        _ => channel.IR4Charge,
    };

    public static double MaxPower(this ChannelSpecification channel, OutputMode mode)
    {
        var limit = mode == OutputMode.Discharge ? channel.PBatterySafeDischarge : channel.PBatterySafeCharge;
        return limit > 0 ? limit : channel.VMax * channel.MaxCurrent(mode, LargestRange);
    }

    /// <summary>What of an output a channel can do: less may be asked for, never more. Nothing asked is nothing driven.</summary>
    public static Output Within(this Output output, ChannelSpecification channel)
    {
        if ((output.Current ?? output.Voltage ?? output.Power ?? output.Resistance) is null)
            return Output.Rest;
        return output with
        {
            Current = Math.Min(output.Current ?? double.MaxValue, channel.MaxCurrent(output.Mode, LargestRange)),
            Voltage = output.Mode == OutputMode.Discharge
                ? Math.Max(output.Voltage ?? double.MinValue, channel.VMin)
                : Math.Min(output.Voltage ?? double.MaxValue, channel.VMax),
        };
    }

    public static LimitsInForce SafetyLimits(this ChannelSpecification channel) => new(
        channel.VSafeMax, channel.VSafeMin, channel.ISafeCharge, channel.ISafeDischarge,
        channel.PBatterySafeCharge, channel.PBatterySafeDischarge);

    public static LimitsInForce Within(this LimitsInForce limits, ChannelSpecification channel) => new(
        Between(limits.VoltageMax, channel.VSafeMin, channel.VSafeMax),
        Between(limits.VoltageMin, channel.VSafeMin, channel.VSafeMax),
        UpTo(limits.ChargeCurrent, channel.ISafeCharge),
        UpTo(limits.DischargeCurrent, channel.ISafeDischarge),
        UpTo(limits.ChargePower, channel.PBatterySafeCharge),
        UpTo(limits.DischargePower, channel.PBatterySafeDischarge));

    private static float Between(float value, float low, float high) => value >= low ? Math.Min(value, high) : low;

    private static float UpTo(float value, float high) => value >= 0 && (high == 0 || value <= high) ? value : high;
}
