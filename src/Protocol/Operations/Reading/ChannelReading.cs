using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>What the bulk functions give of a channel: state, voltage, current and test time.</summary>
public class ChannelReading
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; init; }

    /// <summary>The channel's status.</summary>
    public ChannelState State { get; init; }

    /// <summary>What the controller is doing.</summary>
    public ChannelActivity Activity { get; init; }

    /// <summary>Why the last record was taken or the step ended.</summary>
    public RecordReason Reason { get; init; }

    /// <summary>Voltage, V.</summary>
    public float Voltage { get; init; }

    /// <summary>Current as the tester gave it, A. Testers may report magnitudes.</summary>
    public float Current { get; init; }

    /// <summary>Current with its sign by direction, A: positive while charging, negative while discharging.</summary>
    public float SignedCurrent => Activity switch
    {
        ChannelActivity.Charge or ChannelActivity.ExternalCharge or ChannelActivity.PulseCharge => Math.Abs(Current),
        ChannelActivity.Discharge or ChannelActivity.ExternalDischarge or ChannelActivity.PulseDischarge => -Math.Abs(Current),
        _ => Current,
    };

    /// <summary>Time since the test's start; null where what the tester gave is no time.</summary>
    public TimeSpan? TestTime { get; init; }

    /// <summary>When it was read, by this computer's clock.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>Whether a test has come to its end: completed, stopped by a problem, or no longer on the channel.</summary>
    public bool HasEnded => HasEndedIn(State);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Session}, channel {Channel}: {State}, {Voltage} V, {SignedCurrent} A");

    /// <summary>Whether a test has come to its end in a state.</summary>
    public static bool HasEndedIn(ChannelState state) =>
        state is ChannelState.Completed or ChannelState.Problem or ChannelState.Available or ChannelState.Selected;

    internal static TimeSpan? Seconds(float seconds) =>
        seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromTicks((long)(seconds * (double)TimeSpan.TicksPerSecond))
            : null;
}
