using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Whether a tester's watchdog (MacNetDirectModeWD in its System.ini) suspends direct mode that nobody updates. MacNet can neither read nor
/// set it; it can be tried: a channel in direct mode is set to rest, and then nothing is sent for it but what reads its state.
/// </summary>
public sealed class WatchdogTest
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private WatchdogTest(MaccorSession session, int channel, ChannelState state, TimeSpan waited) =>
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
    public override string ToString() => FormattableString.Invariant($"{Session}, channel {Channel}: {State} after {Waited.TotalSeconds:0.#} s");

    /// <summary>
    /// Sets a channel in direct mode to rest (6, 8), and sees whether it is suspended within a time (4, 1). No current flows meanwhile, and
    /// nobody else of the process drives the channel.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="within">The time that the watchdog is to keep.</param>
    /// <param name="waiting">Told how long it has taken so far.</param>
    /// <param name="cancellation">Ends the wait; the channel stays at rest.</param>
    /// <exception cref="MaccorRefusedException">The channel is not in direct mode.</exception>
    /// <exception cref="MaccorStateException">A control loop drives the channel, somebody updated it meanwhile, or direct mode ended otherwise.</exception>
    /// <exception cref="MaccorException">The tester could not be reached.</exception>
    public static async Task<WatchdogTest> RunAsync(
        MaccorSession session, int channel, TimeSpan within, Action<TimeSpan>? waiting = null, CancellationToken cancellation = default)
    {
        session.CheckChannel(channel);
        var asked = new Asked(session.Name, Functions.SetDirectOutput, channel);
        using var driver = await session.GetGroup().TakeAsync(session, channel, force: false, cancellation).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, driver.Ended);
        try
        {
            await DirectControlRest.SetAsync(session, channel, driver: driver, cancellation: either.Token).ConfigureAwait(false);
            var test = await WaitAsync(session, channel, within, waiting, either.Token).ConfigureAwait(false);
            return test.State is ChannelState.Suspended or ChannelState.Active ? test : throw Ended(asked, test.State);
        }
        catch (OperationCanceledException) when (driver.Ended.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw driver.WhyEnded(asked);
        }
    }

    private static async Task<WatchdogTest> WaitAsync(
        MaccorSession session, int channel, TimeSpan within, Action<TimeSpan>? waiting, CancellationToken cancellation)
    {
        var began = session.Clock.GetTimestamp();
        var state = await session.Clock.PollAsync(
            async stop =>
            {
                waiting?.Invoke(session.Clock.GetElapsedTime(began));
                return await session.ReadStateAsync(channel, stop).ConfigureAwait(false);
            },
            state => state != ChannelState.Active,
            Pause,
            within,
            cancellation).ConfigureAwait(false);
        return new WatchdogTest(session, channel, state, session.Clock.GetElapsedTime(began));
    }

    private static MaccorStateException Ended(Asked asked, ChannelState state) =>
        new(asked, "DirectControlEnded", $"direct control has ended, and not by the watchdog: the channel is {state}.");
}
