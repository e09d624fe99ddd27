using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Operations;

/// <summary>When a channel was calibrated (3, 2), in the tester's local time; null = never, or not told.</summary>
public sealed class ChannelCalibration
{
    internal ChannelCalibration(CalibrationReply reply)
    {
        VoltageCharge = Date(reply.VoltageCharge);
        VoltageDischarge = Date(reply.VoltageDischarge);
        ChargeRanges = [Date(reply.IR1Charge), Date(reply.IR2Charge), Date(reply.IR3Charge), Date(reply.IR4Charge)];
        DischargeRanges = [Date(reply.IR1Discharge), Date(reply.IR2Discharge), Date(reply.IR3Discharge), Date(reply.IR4Discharge)];
    }

    /// <summary>Voltage when charging.</summary>
    public DateTime? VoltageCharge { get; }

    /// <summary>Voltage when discharging.</summary>
    public DateTime? VoltageDischarge { get; }

    /// <summary>Charge current of each range; range 1 first.</summary>
    public IReadOnlyList<DateTime?> ChargeRanges { get; }

    /// <summary>Discharge current of each range; range 1 first.</summary>
    public IReadOnlyList<DateTime?> DischargeRanges { get; }

    /// <summary>The earliest of all dates; null where something was never calibrated, or is not told.</summary>
    public DateTime? Oldest
    {
        get
        {
            DateTime?[] all = [VoltageCharge, VoltageDischarge, .. ChargeRanges, .. DischargeRanges];
            return all.Contains(null) ? null : all.Min();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Oldest is { } oldest ? $"oldest {oldest:yyyy-MM-dd}" : "incomplete";

    private static DateTime? Date(DateTime date) => date == WireNumber.Epoch || date == default ? null : date;
}
