using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Tries whether a tester's watchdog suspends a channel: see <see cref="WatchdogTest"/>.</summary>
public static class WatchdogTestExtensions
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

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
    /// <exception cref="MaccorStateException">A control loop drives the channel, somebody updated it meanwhile, or direct mode ended
    /// otherwise.</exception>
    /// <exception cref="MaccorException">The tester could not be reached.</exception>
    public static async Task<WatchdogTest> TestWatchdogAsync(
        this MaccorSession session,
        int channel,
        TimeSpan within,
        Action<TimeSpan>? waiting = null,
        CancellationToken cancellation = default)
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
