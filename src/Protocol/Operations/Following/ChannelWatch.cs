using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What a watch tells of the channels that it looks at.</summary>
public enum WatchFor
{
    /// <summary>Their last state only.</summary>
    Last,

    /// <summary>Each change of state, beginning with the state found first.</summary>
    Changes,

    /// <summary>A reading at each look.</summary>
    Everything,
}

/// <summary>
/// Looks at channels of a tester again and again, all of them at once: (4, 1), one message for each 128, and three more only where
/// there is something to tell. A tester that is away for a while, or answers with errors, is asked again.
/// </summary>
/// <param name="session">The tester.</param>
public sealed class ChannelWatch(MaccorSession session)
{
    private readonly Dictionary<int, ChannelState> states = [];
    private long answered;
    private bool hasAnswered;
    private bool away;

    /// <summary>Time from one look to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to watch at most; null for as long as it takes. There is one look at least.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>How long a tester may be away.</summary>
    public TimeSpan LongestAbsence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What to tell of each channel.</summary>
    public WatchFor For { get; init; } = WatchFor.Last;

    /// <summary>
    /// Whether a channel in a state need not be looked at any more; by default where a test has ended or cannot go on by itself.
    /// </summary>
    public Func<ChannelState, bool> IsLast { get; init; } = state => ChannelReading.EndsWait(state) || IsStuck(state);

    /// <summary>Told of a tester's absence and return; null for nobody.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Told after each look which channels are left, with the states last seen; null for nobody.</summary>
    public Action<IReadOnlyDictionary<int, ChannelState?>>? Looked { get; init; }

    /// <summary>Whether a channel goes no further before somebody has seen to it.</summary>
    public static bool IsStuck(ChannelState state) => state is ChannelState.Problem or ChannelState.PowerFail
        or ChannelState.NoController or ChannelState.Shutdown or ChannelState.NotAvailable;

    /// <summary>Watches until every channel is in its last state, or the limit has passed.</summary>
    /// <param name="channels">The channels, counted from 1.</param>
    /// <param name="seen">Told of each reading.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <returns>The channels that are not in their last state, with the state last seen; null where there was no answer.</returns>
    /// <exception cref="MaccorException">A channel does not exist, or the tester was away for too long.</exception>
    public Task<IReadOnlyDictionary<int, ChannelState?>> RunAsync(
        IReadOnlyCollection<int> channels, Action<ChannelReading> seen, CancellationToken cancellation = default) => RunAsync(
            channels,
            reading =>
            {
                seen(reading);
                return Task.CompletedTask;
            },
            cancellation);

    /// <summary>Watches until every channel is in its last state, or the limit has passed.</summary>
    /// <param name="channels">The channels, counted from 1.</param>
    /// <param name="seen">Told of each reading; the watch goes on when it is done.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <returns>The channels that are not in their last state, with the state last seen; null where there was no answer.</returns>
    /// <exception cref="MaccorException">A channel does not exist, or the tester was away for too long.</exception>
    public async Task<IReadOnlyDictionary<int, ChannelState?>> RunAsync(
        IReadOnlyCollection<int> channels, Func<ChannelReading, Task> seen, CancellationToken cancellation = default)
    {
        foreach (var channel in channels)
            session.CheckChannel(channel);
        var left = new SortedSet<int>(channels);
        using var limit = Limit is { } span ? session.Clock.CancelAfter(span) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var started = answered = session.Clock.GetTimestamp();
        try
        {
            for (var token = cancellation; left.Count > 0; token = either.Token)
            {
                var began = session.Clock.GetTimestamp();
                await LookAsync(left, seen, token).ConfigureAwait(false);
                if (left.Count > 0)
                    await PauseAsync(began, either.Token).ConfigureAwait(false);
                // A pause may end at the very moment that the time does: by the clock, not by which of the two is told first.
                if (Limit <= session.Clock.GetElapsedTime(started))
                    break;
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
        }

        return WithStates(left);
    }

    private async Task LookAsync(SortedSet<int> left, Func<ChannelReading, Task> seen, CancellationToken cancellation)
    {
        foreach (var reading in await ReadAsync(left, cancellation).ConfigureAwait(false))
        {
            await seen(reading).ConfigureAwait(false);
            if (IsLast(reading.State))
                left.Remove(reading.Channel);
        }

        Looked?.Invoke(WithStates(left));
    }

    private Dictionary<int, ChannelState?> WithStates(IEnumerable<int> channels) =>
        channels.ToDictionary(channel => channel, channel => states.TryGetValue(channel, out var state) ? state : (ChannelState?)null);

    private async Task<IReadOnlyList<ChannelReading>> ReadAsync(SortedSet<int> channels, CancellationToken cancellation)
    {
        var now = new Dictionary<int, ChannelState>();
        try
        {
            var found = await session.ReadWhereAsync(channels, IsToTell, cancellation).ConfigureAwait(false);
            Answered();
            // Only now: what was not told because the tester went away in between is a change the next time.
            foreach (var item in now)
                states[item.Key] = item.Value;
            return found;
        }
        catch (MaccorException problem) when (IsAbsence(problem) && session.Clock.GetElapsedTime(answered) < LongestAbsence)
        {
            Missed(problem);
            return [];
        }

        bool IsToTell(int channel, ChannelState state)
        {
            now[channel] = state;
            return For == WatchFor.Everything || IsLast(state)
                || (For == WatchFor.Changes && !(states.TryGetValue(channel, out var former) && former == state));
        }
    }

    private Task PauseAsync(long began, CancellationToken cancellation)
    {
        var left = Interval - session.Clock.GetElapsedTime(began);
        return left > TimeSpan.Zero ? session.Clock.Wait(left, cancellation) : Task.CompletedTask;
    }

    private void Answered()
    {
        answered = session.Clock.GetTimestamp();
        hasAnswered = true;
        if (away)
            Warn?.Invoke($"Tester '{session.Name}' answers again.");
        away = false;
    }

    private void Missed(MaccorException problem)
    {
        if (!away)
            Warn?.Invoke(FormattableString.Invariant(
                $"Tester '{session.Name}' is away: {problem.What} It is asked again for up to {LongestAbsence.TotalSeconds:0.###} s."));
        away = true;
    }

    // A tester that is starting may answer with an error, or not know its users yet.
    private bool IsAbsence(MaccorException problem) => problem switch
    {
        MaccorTimeoutException or MaccorProtocolException => true,
        MaccorConnectionException => problem.ErrorId != "SessionClosed",
        MaccorErrorReplyException reply => reply.Code != MaccorErrorReplyException.MethodNotFound,
        MaccorLoginException => hasAnswered,
        _ => false,
    };
}
