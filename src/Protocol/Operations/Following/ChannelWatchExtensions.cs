using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Follows channels of a tester.</summary>
public static class ChannelWatchExtensions
{
    /// <summary>
    /// Looks at channels again and again, all of them at once: (4, 1), one message for each 128, and three more only where there is
    /// something to tell, until every channel is in its last state, or the limit has passed. A tester that is away for a while, or answers
    /// with errors, is asked again.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1.</param>
    /// <param name="seen">Told of each reading.</param>
    /// <param name="watch">How often and how long to look, and what to tell; each second until all tests have ended, unless given.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <returns>The channels that are not in their last state, with the state last seen; null where there was no answer.</returns>
    /// <exception cref="MaccorException">A channel does not exist, or the tester was away for too long.</exception>
    public static Task<IReadOnlyDictionary<int, ChannelState?>> WatchAsync(
        this MaccorSession session,
        IReadOnlyCollection<int> channels,
        Action<ChannelReading> seen,
        ChannelWatch? watch = null,
        CancellationToken cancellation = default) => session.WatchAsync(
            channels,
            reading =>
            {
                seen(reading);
                return Task.CompletedTask;
            },
            watch,
            cancellation);

    /// <summary>Watches as the other overload does, and goes on with the next reading when this one has been dealt with.</summary>
    /// <inheritdoc cref="WatchAsync(MaccorSession, IReadOnlyCollection{int}, Action{ChannelReading}, ChannelWatch?, CancellationToken)"/>
    public static Task<IReadOnlyDictionary<int, ChannelState?>> WatchAsync(
        this MaccorSession session,
        IReadOnlyCollection<int> channels,
        Func<ChannelReading, Task> seen,
        ChannelWatch? watch = null,
        CancellationToken cancellation = default) =>
        new ChannelWatching(session, watch ?? new ChannelWatch(), seen).RunAsync(channels, cancellation);
}
