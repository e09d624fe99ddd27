using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>What the bulk functions give of a channel: state, voltage, current and test time.</summary>
public class ChannelReading
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>The channel's status.</summary>
    public ChannelState State { get; internal init; }

    /// <summary>What the controller is doing.</summary>
    public ChannelActivity Activity { get; internal init; }

    /// <summary>Why the last record was taken or the step ended.</summary>
    public RecordReason Reason { get; internal init; }

    /// <summary>Voltage, V.</summary>
    public float Voltage { get; internal init; }

    /// <summary>Current as the tester gave it, A. Testers may report magnitudes.</summary>
    public float Current { get; internal init; }

    /// <summary>
    /// Current with its sign by direction, A: positive while charging, negative while discharging, NaN where the direction is not known.
    /// </summary>
    public float SignedCurrent => Activity switch
    {
        ChannelActivity.Charge or ChannelActivity.ExternalCharge or ChannelActivity.PulseCharge => Math.Abs(Current),
        ChannelActivity.Discharge or ChannelActivity.ExternalDischarge or ChannelActivity.PulseDischarge => -Math.Abs(Current),
        ChannelActivity.Unknown => float.NaN,
        _ => Current,
    };

    /// <summary>Time since the test's start; null where what the tester gave is no time.</summary>
    public TimeSpan? TestTime { get; internal init; }

    /// <summary>When it was read, by this computer's clock.</summary>
    public DateTimeOffset ReadAt { get; internal init; }

    /// <summary>
    /// Whether the channel's test has come to its end: completed, or stopped by a problem. Where there is no test, none has ended.
    /// </summary>
    public bool HasEnded => ChannelStates.HasEndedTest(State);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Session}, channel {Channel}: {State}, {Voltage} V, {SignedCurrent} A");

    /// <summary>Whether a wait for a test's end is over in a state: it has ended, or is no longer on the channel.</summary>
    public static bool EndsWait(ChannelState state) => ChannelStates.HasEndedTest(state) || ChannelStates.IsFree(state);

    internal static TimeSpan? Seconds(float seconds) =>
        seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromTicks((long)(seconds * (double)TimeSpan.TicksPerSecond))
            : null;
}
