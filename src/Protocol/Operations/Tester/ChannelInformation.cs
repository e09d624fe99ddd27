namespace MacNet.Protocol.Operations;

/// <summary>
/// What a channel can do (3, 1), and when it was calibrated (3, 2) where that was asked for. NaN is what the tester does not tell.
/// </summary>
public sealed class ChannelInformation
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>Smallest voltage, V.</summary>
    public float LowestVoltage { get; internal init; }

    /// <summary>Largest voltage, V.</summary>
    public float HighestVoltage { get; internal init; }

    /// <summary>Smallest lower voltage safety limit, V.</summary>
    public float SafeVoltageMin { get; internal init; }

    /// <summary>Largest upper voltage safety limit, V.</summary>
    public float SafeVoltageMax { get; internal init; }

    /// <summary>Largest charge current of each range, A; range 1 first.</summary>
    public CurrentRanges ChargeRanges { get; internal init; } = new([]);

    /// <summary>Largest discharge current of each range, A; range 1 first.</summary>
    public CurrentRanges DischargeRanges { get; internal init; } = new([]);

    /// <summary>Largest charge current safety limit, A.</summary>
    public float SafeChargeCurrent { get; internal init; }

    /// <summary>Largest discharge current safety limit, A.</summary>
    public float SafeDischargeCurrent { get; internal init; }

    /// <summary>Largest charge power safety limit, W; 0 = not limited.</summary>
    public float SafeChargePower { get; internal init; }

    /// <summary>Largest discharge power safety limit, W; 0 = not limited.</summary>
    public float SafeDischargePower { get; internal init; }

    /// <summary>The channel's own charge power limit, W; 0 = not limited.</summary>
    public float ChannelChargePower { get; internal init; }

    /// <summary>The channel's own discharge power limit, W; 0 = not limited.</summary>
    public float ChannelDischargePower { get; internal init; }

    /// <summary>Supply voltage when charging, V.</summary>
    public float SupplyVoltageCharge { get; internal init; }

    /// <summary>Supply voltage when discharging, V.</summary>
    public float SupplyVoltageDischarge { get; internal init; }

    /// <summary>The controller's tick; null where the tester does not tell.</summary>
    public TimeSpan? Tick { get; internal init; }

    /// <summary>The dates of calibration, where they were asked for.</summary>
    public ChannelCalibration? Calibration { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Session}, channel {Channel}: {LowestVoltage} V to {HighestVoltage} V");
}
