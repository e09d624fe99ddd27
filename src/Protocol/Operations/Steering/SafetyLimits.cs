using System.Globalization;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The limits at which a tester stops a channel by itself (6, 10).</summary>
public sealed class SafetyLimits
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

    /// <summary>
    /// Sets a channel's limits (6, 10): checks them against its specification (3, 1) before, and what the tester has in force
    /// against them after.
    /// </summary>
    /// <returns>The limits in force.</returns>
    /// <exception cref="MaccorInputException">A limit is beyond the channel's specification; nothing was sent.</exception>
    /// <exception cref="MaccorSafetyLimitException">The tester has other limits in force than it was asked for, or did not tell them.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, or its answer is unknown.</exception>
    public async Task<SafetyLimits> SetAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        await CheckAsync(session, channel, cancellation).ConfigureAwait(false);
        var asked = new Asked(session.Name, Functions.SetSafetyLimits, channel);
        var request = new SafetyLimitsMessage
        {
            Channel = channel,
            VSafeMax = VoltageMax,
            VSafeMin = VoltageMin,
            ISafeCharge = ChargeCurrent,
            ISafeDischarge = DischargeCurrent,
            PBatterySafeCharge = ChargePower,
            PBatterySafeDischarge = DischargePower,
        };
        var reply = await session.AskAsync(Functions.SetSafetyLimits, request, cancellation).ConfigureAwait(false);
        if (!reply.AreTold)
            throw NotTold(asked);
        var inForce = Of(session, reply);
        // Whether they are what was asked or not: outputs are held to what the tester has.
        if (DrivenChannels.Of(session).Find(channel) is { } control)
            control.SafetyLimit = inForce;
        Compare(asked, inForce);
        return inForce;
    }

    /// <summary>Fails where a limit is beyond what a channel can do, by its specification (3, 1), which is read once in a session.</summary>
    /// <exception cref="MaccorInputException">A limit is beyond the channel's specification.</exception>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public async Task CheckAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        session.CheckChannel(channel);
        var asked = new Asked(session.Name, Functions.SetSafetyLimits, channel);
        Check(asked, await session.GetSpecificationAsync(channel, cancellation).ConfigureAwait(false));
    }

    /// <summary>Fails where a limit is beyond what a channel can do.</summary>
    /// <exception cref="MaccorInputException">A limit is beyond the channel's specification.</exception>
    public void Check(Asked asked, ChannelSpecification specification)
    {
        CheckOne(asked, "the upper voltage limit", VoltageMax, specification.VSafeMin, specification.VSafeMax, "V");
        CheckOne(asked, "the lower voltage limit", VoltageMin, specification.VSafeMin, specification.VSafeMax, "V");
        CheckOne(asked, "the charge current limit", ChargeCurrent, 0, specification.ISafeCharge, "A");
        CheckOne(asked, "the discharge current limit", DischargeCurrent, 0, specification.ISafeDischarge, "A");
        CheckOne(asked, "the charge power limit", ChargePower, 0, PowerLimit(specification.PBatterySafeCharge), "W");
        CheckOne(asked, "the discharge power limit", DischargePower, 0, PowerLimit(specification.PBatterySafeDischarge), "W");
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

    // A specification of 0 W means that power is not limited.
    private static float PowerLimit(float specified) => specified > 0 ? specified : float.MaxValue;

    private static void CheckOne(Asked asked, string name, float value, float least, float most, string unit)
    {
        if (value >= least && value <= most)
            return;
        throw Beyond(asked, FormattableString.Invariant($"{name} is {value} {unit}, outside the channel's {least} to {most} {unit}"));
    }

    private static MaccorInputException Beyond(Asked asked, string what) =>
        new(asked, "LimitBeyondSpecification", what + ".");

    private static MaccorSafetyLimitException NotTold(Asked asked) => new(
        asked,
        "LimitsNotConfirmed",
        "the tester took the limits and gave none back, so it is not known which are in force.");

    private static SafetyLimits Of(MaccorSession session, SafetyLimitsReply reply) => new()
    {
        Session = session.Name,
        Channel = reply.Channel,
        VoltageMax = reply.VSafeMax,
        VoltageMin = reply.VSafeMin,
        ChargeCurrent = reply.ISafeCharge,
        DischargeCurrent = reply.ISafeDischarge,
        ChargePower = reply.PBatterySafeCharge,
        DischargePower = reply.PBatterySafeDischarge,
    };

    private void Compare(Asked asked, SafetyLimits inForce)
    {
        (string Name, float Wanted, float InForce)[] pairs =
        [
            (nameof(VoltageMax), VoltageMax, inForce.VoltageMax),
            (nameof(VoltageMin), VoltageMin, inForce.VoltageMin),
            (nameof(ChargeCurrent), ChargeCurrent, inForce.ChargeCurrent),
            (nameof(DischargeCurrent), DischargeCurrent, inForce.DischargeCurrent),
            (nameof(ChargePower), ChargePower, inForce.ChargePower),
            (nameof(DischargePower), DischargePower, inForce.DischargePower),
        ];
        var different = pairs.Where(pair => !Same(pair.Wanted, pair.InForce)).ToArray();
        if (different.Length == 0)
            return;
        var list = string.Join(", ", different.Select(pair =>
            string.Format(CultureInfo.InvariantCulture, "{0} {1} (asked {2})", pair.Name, pair.InForce, pair.Wanted)));
        throw new MaccorSafetyLimitException(
            asked, "LimitsNotTaken", $"the tester has other limits in force than were asked: {list}.");
    }

    // Both went through single precision and perhaps through decimal digits. Only 0 is the same as 0, which may mean off.
    private static bool Same(float a, float b) => Math.Abs(a - b) <= 1e-6f * Math.Max(Math.Abs(a), Math.Abs(b));
}
