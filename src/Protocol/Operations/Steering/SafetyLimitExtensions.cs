using System.Globalization;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Sets the limits at which a tester stops a channel by itself.</summary>
public static class SafetyLimitExtensions
{
    /// <summary>
    /// Sets a channel's limits (6, 10): checks them against its specification (3, 1) before, and what the tester has in force
    /// against them after.
    /// </summary>
    /// <returns>The limits in force.</returns>
    /// <exception cref="MaccorInputException">A limit is beyond the channel's specification; nothing was sent.</exception>
    /// <exception cref="MaccorSafetyLimitException">The tester has other limits in force than it was asked for, or did not tell
    /// them.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, or its answer is unknown.</exception>
    public static async Task<SafetyLimits> SetSafetyLimitsAsync(
        this MaccorSession session, int channel, SafetyLimits limits, CancellationToken cancellation = default)
    {
        var inForce = await session.PutSafetyLimitsAsync(channel, limits, cancellation).ConfigureAwait(false);
        TestMemory.Of(session).LimitsChanged(channel);
        return inForce;
    }

    /// <summary>
    /// Fails where a limit is beyond what a channel can do, by its specification (3, 1), which is read once in a session.
    /// </summary>
    /// <exception cref="MaccorInputException">A limit is beyond the channel's specification.</exception>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public static async Task CheckSafetyLimitsAsync(
        this MaccorSession session, int channel, SafetyLimits limits, CancellationToken cancellation = default)
    {
        session.CheckChannel(channel);
        var asked = new Asked(session.Name, Functions.SetSafetyLimits, channel);
        limits.Check(asked, await session.GetSpecificationAsync(channel, cancellation).ConfigureAwait(false));
    }

    /// <summary>Sets the limits with which a test, or direct control, is about to begin.</summary>
    internal static async Task<SafetyLimits> PutSafetyLimitsAsync(
        this MaccorSession session, int channel, SafetyLimits limits, CancellationToken cancellation)
    {
        await session.CheckSafetyLimitsAsync(channel, limits, cancellation).ConfigureAwait(false);
        var asked = new Asked(session.Name, Functions.SetSafetyLimits, channel);
        var reply = await session.AskAsync(Functions.SetSafetyLimits, RequestOf(channel, limits), cancellation).ConfigureAwait(false);
        if (!reply.AreTold)
            throw NotTold(asked);
        var inForce = Of(session, reply);
        // Whether they are what was asked or not: outputs are held to what the tester has.
        foreach (var follower in session.PartsOf<ILimitsFollower>())
            follower.Follow(channel, inForce);
        TestMemory.Of(session).LimitsSet(channel, inForce);
        Compare(asked, limits, inForce);
        return inForce;
    }

    private static SafetyLimitsMessage RequestOf(int channel, SafetyLimits limits) => new()
    {
        Channel = channel,
        VSafeMax = limits.VoltageMax,
        VSafeMin = limits.VoltageMin,
        ISafeCharge = limits.ChargeCurrent,
        ISafeDischarge = limits.DischargeCurrent,
        PBatterySafeCharge = limits.ChargePower,
        PBatterySafeDischarge = limits.DischargePower,
    };

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

    private static MaccorSafetyLimitException NotTold(Asked asked) => new(
        asked,
        "LimitsNotConfirmed",
        "the tester took the limits and gave none back, so it is not known which are in force.");

    private static void Compare(Asked asked, SafetyLimits wanted, SafetyLimits inForce)
    {
        (string Name, float Wanted, float InForce)[] pairs =
        [
            (nameof(SafetyLimits.VoltageMax), wanted.VoltageMax, inForce.VoltageMax),
            (nameof(SafetyLimits.VoltageMin), wanted.VoltageMin, inForce.VoltageMin),
            (nameof(SafetyLimits.ChargeCurrent), wanted.ChargeCurrent, inForce.ChargeCurrent),
            (nameof(SafetyLimits.DischargeCurrent), wanted.DischargeCurrent, inForce.DischargeCurrent),
            (nameof(SafetyLimits.ChargePower), wanted.ChargePower, inForce.ChargePower),
            (nameof(SafetyLimits.DischargePower), wanted.DischargePower, inForce.DischargePower),
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
