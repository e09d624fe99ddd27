using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>How to start direct mode on a channel (6, 7). Nothing flows until an output is set.</summary>
public sealed class DirectControlStart
{
    // Where power takes no part, it is sent far outside every channel's range.
    internal const float NoPower = 999999;
    internal const float NoResistance = 0;

    private const int LongestTestName = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The limits at which the tester stops the channel by itself. They are set and read back before the start.</summary>
    public SafetyLimits? SafetyLimit { get; init; }

    /// <summary>The test's name, at most 25 characters; "Random" lets the tester make one up.</summary>
    public string TestName { get; init; } = Operations.TestName.Random;

    /// <summary>
    /// A power limit, W, that outputs have unless they say otherwise; null leaves power out for as long as direct mode lasts.
    /// </summary>
    public float? Power { get; init; }

    /// <summary>
    /// A resistance, Ω, that outputs have unless they say otherwise; null leaves it out. It excludes <see cref="Power"/>.
    /// </summary>
    public float? Resistance { get; init; }

    /// <summary>A record every so often, s; 0 = off.</summary>
    public float RecordSeconds { get; init; } = 1;

    /// <summary>A record at each change of voltage by this, V; 0 = off.</summary>
    public float RecordVoltage { get; init; }

    /// <summary>A record at each change of current by this, A; 0 = off.</summary>
    public float RecordCurrent { get; init; }

    /// <summary>Whether the channel stays as it is when the session closes or the process exits, in place of being set to rest.</summary>
    public bool KeepRunning { get; init; }

    /// <summary>
    /// Who is responsible for the channel, where that may go away before the session: see
    /// <see cref="DirectControlExtensions.AbandonOwnedByAsync"/>.
    /// </summary>
    public object? Owner { get; init; }

    internal async Task<DirectControl> StartAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        await CheckAsync(session, channel, cancellation).ConfigureAwait(false);
        var asked = AskedOf(session, channel);
        var can = await session.GetSpecificationAsync(channel, cancellation).ConfigureAwait(false);
        // Without it the cell could not be set to rest.
        await session.OpenBinaryAsync(cancellation).ConfigureAwait(false);
        var state = await session.ReadSettledStateAsync(channel, cancellation).ConfigureAwait(false);
        Readiness.Check(asked, state, overProblem: false);
        if (!ChannelStates.IsFree(state))
            await Readiness.FreeAsync(session, channel, cancellation).ConfigureAwait(false);
        var inForce = await session.PutSafetyLimitsAsync(channel, SafetyLimit!, cancellation).ConfigureAwait(false);
        var control = new DirectControl(session, channel, TestName, inForce)
        {
            Power = Power,
            Resistance = Resistance,
            KeepRunning = KeepRunning,
            Owner = Owner,
        };
        await SendAsync(control, Request(asked, can, inForce), cancellation).ConfigureAwait(false);
        await WaitUntilReadyAsync(asked, control, cancellation).ConfigureAwait(false);
        control.LearnName((await StartedTestReader.ReadNamesAsync(session, channel, cancellation).ConfigureAwait(false)).TestName);
        return control;
    }

    internal async Task CheckAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        session.CheckChannel(channel);
        var asked = AskedOf(session, channel);
        CheckTester(asked, session);
        var can = await session.GetSpecificationAsync(channel, cancellation).ConfigureAwait(false);
        Check(asked, can, CheckedLimits(asked, can));
    }

    private static Asked AskedOf(MaccorSession session, int channel) => new(session.Name, Functions.StartDirect, channel);

    private static void CheckTester(Asked asked, MaccorSession session)
    {
        if (session.SystemType is TesterKind.Lab or TesterKind.Unknown)
            return;
        throw new MaccorStateException(
            asked,
            "NoDirectMode",
            $"the tester is of type {session.SystemType} ({session.SystemType:D}), and only type Lab (0) has direct mode. Nothing was sent.");
    }

    private SafetyLimits CheckedLimits(Asked asked, ChannelSpecification can)
    {
        if (SafetyLimit is not { ChargeCurrent: > 0, DischargeCurrent: > 0 } limits)
        {
            throw new MaccorSafetyLimitException(
                asked, "LimitsMissing", "direct control needs safety limits: voltages, and currents above 0 A. Nothing was sent.");
        }

        limits.Check(asked, can);
        return limits;
    }

    private void Check(Asked asked, ChannelSpecification can, SafetyLimits limits)
    {
        if (Power is not null && Resistance is not null)
        {
            throw new MaccorInputException(
                asked, "TooManyQuantities", "current, voltage, power and resistance cannot all be active.");
        }

        DirectControlChecks.VoltageLimit(asked, can, limits, charge: true);
        DirectControlChecks.Power(asked, Power, can, limits);
        DirectControlChecks.Resistance(asked, Resistance);
        DirectControlChecks.NotNegative(asked, "RecordSeconds", RecordSeconds, "s");
        DirectControlChecks.NotNegative(asked, "RecordVoltage", RecordVoltage, "V");
        DirectControlChecks.NotNegative(asked, "RecordCurrent", RecordCurrent, "A");
        Operations.TestName.Check(asked, nameof(TestName), TestName, errorId: "InvalidTestName");
        if (TestName.Length > LongestTestName)
        {
            throw new MaccorInputException(
                asked, "InvalidTestName", $"TestName '{TestName}' has {TestName.Length} characters; direct mode takes {LongestTestName}.");
        }
    }

    // At 0 A in charge direction: testers have been seen not to take rest here. What is in use later must be active from the start.
    private StartDirectRequest Request(Asked asked, ChannelSpecification can, SafetyLimits limits) => new()
    {
        Channel = asked.Channel!.Value,
        TestName = TestName,
        Mode = DirectOutputRequest.Charge,
        Current = 0,
        Voltage = DirectControlChecks.VoltageLimit(asked, can, limits, charge: true),
        Power = Power ?? NoPower,
        Resistance = Resistance ?? NoResistance,
        RecordTime = RecordSeconds,
        RecordVoltage = RecordVoltage,
        RecordCurrent = RecordCurrent,
    };

    // Remembered before it is sent: where the outcome stays unknown, the channel may be in direct mode all the same.
    private static async Task SendAsync(DirectControl control, StartDirectRequest request, CancellationToken cancellation)
    {
        DrivenChannels.Of(control.Tester).Remember(control);
        try
        {
            await control.Tester.CommandAsync(Functions.StartDirect, request, cancellation).ConfigureAwait(false);
        }
        catch (MaccorException problem) when (problem is not MaccorOutcomeUnknownException)
        {
            DrivenChannels.Of(control.Tester).Forget(control.Channel, control);
            throw;
        }
    }

    private static async Task WaitUntilReadyAsync(Asked asked, DirectControl control, CancellationToken cancellation)
    {
        var state = await control.Tester.Clock.PollAsync(
            token => control.Tester.ReadStateAsync(control.Channel, token), IsDecided, Pause, Patience, cancellation).ConfigureAwait(false);
        if (state != ChannelState.Active)
            throw NotReady(asked, $"the channel is {state}", null);

        try
        {
            await DirectControlRest.SetAsync(control.Tester, control.Channel, Patience, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (MaccorRefusedException refusal)
        {
            throw NotReady(asked, $"the tester takes no output: {refusal.Result.Text}", refusal);
        }
    }

    private static bool IsDecided(ChannelState state) =>
        state is ChannelState.Active or ChannelState.Problem or ChannelState.Suspended or ChannelState.Completed;

    private static MaccorStateException NotReady(Asked asked, string why, Exception? inner) => new(
        asked, "NotReady", $"direct mode was started and is not ready: {why}.", inner);
}
