using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Whether a tester's watchdog (MacNetDirectModeWD in its System.ini) suspends direct mode that nobody updates. MacNet can neither read nor
/// set it; it can be tried: a channel in direct mode is set to rest, and then nothing is sent for it but what reads its state.
/// </summary>
public sealed class WatchdogTest
{
    internal WatchdogTest(MaccorSession session, int channel, ChannelState state, TimeSpan waited) =>
        (Session, Channel, State, Waited) = (session.Name, channel, state, waited);

    /// <summary>The session's name.</summary>
    public string Session { get; }

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; }

    /// <summary>Whether the tester has suspended the channel, so that the watchdog is on and no slower than asked for.</summary>
    public bool HasSuspended => State == ChannelState.Suspended;

    /// <summary>How long it took until the channel was seen suspended, or how long that was waited for.</summary>
    public TimeSpan Waited { get; }

    /// <summary>The channel's state at the end.</summary>
    public ChannelState State { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Session}, channel {Channel}: {State} after {Waited.TotalSeconds:0.#} s");
}
