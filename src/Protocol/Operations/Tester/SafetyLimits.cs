using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>The limits at which a tester stops a channel by itself (6, 10).</summary>
public sealed record SafetyLimits
{
    /// <summary>Session's name, where the limits are those of a channel.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1, where the limits are those of one.</summary>
    public int Channel { get; init; }

    /// <summary>Upper voltage limit, V.</summary>
    public float VoltageMax { get; init; }

    /// <summary>Lower voltage limit, V.</summary>
    public float VoltageMin { get; init; }

    /// <summary>Charge current limit, A.</summary>
    public float ChargeCurrent { get; init; }

    /// <summary>Discharge current limit, A.</summary>
    public float DischargeCurrent { get; init; }

    /// <summary>Charge power limit, W; 0 = off.</summary>
    public float ChargePower { get; init; }

    /// <summary>Discharge power limit, W; 0 = off.</summary>
    public float DischargePower { get; init; }

    /// <summary>Fails where a limit is beyond what a channel can do.</summary>
    /// <exception cref="MaccorInputException">A limit is beyond the channel's specification.</exception>
    /// <exception cref="MaccorStateException">The tester does not tell what the channel can do.</exception>
    public void Check(Asked asked, ChannelSpecification specification)
    {
        CheckOne(asked, "the upper voltage limit", VoltageMax, specification.VSafeMin, specification.VSafeMax, "V");
        CheckOne(asked, "the lower voltage limit", VoltageMin, specification.VSafeMin, specification.VSafeMax, "V");
        CheckOne(asked, "the charge current limit", ChargeCurrent, 0, specification.ISafeCharge, "A");
        CheckOne(asked, "the discharge current limit", DischargeCurrent, 0, specification.ISafeDischarge, "A");
        CheckOne(asked, "the charge power limit", ChargePower, 0, PowerLimit(ChargePower, specification.PBatterySafeCharge), "W");
        CheckOne(asked, "the discharge power limit", DischargePower, 0, PowerLimit(DischargePower, specification.PBatterySafeDischarge), "W");
        if (VoltageMin < VoltageMax)
            return;
        throw new MaccorInputException(
            asked,
            "VoltageLimitsSwapped",
            FormattableString.Invariant($"the lower voltage limit ({VoltageMin} V) is not below the upper one ({VoltageMax} V)."));
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{VoltageMin} V to {VoltageMax} V, charge {ChargeCurrent} A{Power(ChargePower)}, discharge {DischargeCurrent} A{Power(DischargePower)}");

    private static string Power(float limit) => limit == 0 ? "" : FormattableString.Invariant($" and {limit} W");

    // A specification of 0 W means that power is not limited, a limit of 0 W that there is none.
    private static float PowerLimit(float limit, float specified) => specified <= 0 || limit == 0 ? float.MaxValue : specified;

    private static void CheckOne(Asked asked, string name, float value, float least, float most, string unit)
    {
        SpecifiedValue.Known(asked, $"how small {name} may be", least);
        SpecifiedValue.Known(asked, $"how large {name} may be", most);
        if (value >= least && value <= most)
            return;
        throw Beyond(asked, FormattableString.Invariant($"{name} is {value} {unit}, outside the channel's {least} to {most} {unit}"));
    }

    private static MaccorInputException Beyond(Asked asked, string what) =>
        new(asked, "LimitBeyondSpecification", what + ".");
}
