using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Channels;

/// <summary>Safety limits of a channel, as (6, 10) sets them: kept in single precision, as a tester does.</summary>
/// <param name="VoltageMax">Highest voltage in V.</param>
/// <param name="VoltageMin">Lowest voltage in V.</param>
/// <param name="ChargeCurrent">Largest charge current in A; 0 is unlimited.</param>
/// <param name="DischargeCurrent">Largest discharge current in A; 0 is unlimited.</param>
/// <param name="ChargePower">Largest charge power in W; 0 is unlimited.</param>
/// <param name="DischargePower">Largest discharge power in W; 0 is unlimited.</param>
public readonly record struct LimitsInForce(
    float VoltageMax, float VoltageMin, float ChargeCurrent, float DischargeCurrent, float ChargePower, float DischargePower)
{
    /// <summary>
    /// Which limit is passed, or null. A set point equal to a limit is allowed: rounding to single precision must not trip it.
    /// </summary>
    internal RecordReason? TrippedBy(double current, double voltage)
    {
        const double tolerance = 1e-4;
        if (voltage > VoltageMax + tolerance || voltage < VoltageMin - tolerance)
            return RecordReason.VoltageSafety;
        var (maxCurrent, maxPower) = current > 0 ? (ChargeCurrent, ChargePower) : (DischargeCurrent, DischargePower);
        var magnitude = Math.Abs(current);
        var tripped = maxCurrent > 0 && magnitude > maxCurrent + tolerance
            || maxPower > 0 && magnitude * voltage > maxPower + tolerance;
        return tripped ? RecordReason.OverchargeSafety : null;
    }
}
