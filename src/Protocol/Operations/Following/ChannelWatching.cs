using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Wire;

namespace MacNet.Protocol.Operations;

/// <summary>A watch under way: what it has seen, and when the tester answered last.</summary>
internal sealed class ChannelWatching(MaccorSession session, ChannelWatch watch, Func<ChannelReading, Task> seen)
{
    private readonly Dictionary<int, ChannelState> states = [];
    private long answered;
    private bool hasAnswered;
    private bool away;

    internal async Task<IReadOnlyDictionary<int, ChannelState?>> RunAsync(
        IReadOnlyCollection<int> channels, CancellationToken cancellation)
    {
        foreach (var channel in channels)
            session.CheckChannel(channel);
        var left = new SortedSet<int>(channels);
        using var limit = watch.Limit is { } span ? session.Clock.CancelAfter(span) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var started = answered = session.Clock.GetTimestamp();
        try
        {
            for (var token = cancellation; left.Count > 0; token = either.Token)
            {
                var began = session.Clock.GetTimestamp();
                await LookAsync(left, token).ConfigureAwait(false);
                if (left.Count > 0)
                    await PauseAsync(began, either.Token).ConfigureAwait(false);
                // Pause and limit may end at the same moment: the clock decides, and not which of the two rings first.
                if (watch.Limit <= session.Clock.GetElapsedTime(started))
                    break;
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
        }

        return WithStates(left);
    }

    private async Task LookAsync(SortedSet<int> left, CancellationToken cancellation)
    {
        foreach (var reading in await ReadAsync(left, cancellation).ConfigureAwait(false))
        {
            await seen(reading).ConfigureAwait(false);
            if (watch.IsLast(reading.State))
                left.Remove(reading.Channel);
        }

        watch.Looked?.Invoke(WithStates(left));
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
        catch (MaccorException problem) when (IsAbsence(problem) && session.Clock.GetElapsedTime(answered) < watch.LongestAbsence)
        {
            Missed(problem);
            return [];
        }

        bool IsToTell(int channel, ChannelState state)
        {
            now[channel] = state;
            return watch.For == WatchFor.Everything || watch.IsLast(state)
                || (watch.For == WatchFor.Changes && !(states.TryGetValue(channel, out var former) && former == state));
        }
    }

    private Task PauseAsync(long began, CancellationToken cancellation)
    {
        var left = watch.Interval - session.Clock.GetElapsedTime(began);
        return left > TimeSpan.Zero ? session.Clock.Wait(left, cancellation) : Task.CompletedTask;
    }

    private void Answered()
    {
        answered = session.Clock.GetTimestamp();
        hasAnswered = true;
        if (away)
            watch.Warn?.Invoke($"Tester '{session.Name}' answers again.");
        away = false;
    }

    private void Missed(MaccorException problem)
    {
        if (!away)
            watch.Warn?.Invoke(FormattableString.Invariant(
                $"Tester '{session.Name}' is away: {problem.What} It is asked again for up to {watch.LongestAbsence.TotalSeconds:0.###} s."));
        away = true;
    }

    // A tester that is starting may answer with an error, or not know its users yet.
    private bool IsAbsence(MaccorException problem) => problem switch
    {
        MaccorTimeoutException or MaccorProtocolException => true,
        MaccorConnectionException => problem.ErrorId != "SessionClosed",
        MaccorErrorReplyException reply => reply.Code != JsonRpcError.MethodNotFound,
        MaccorLoginException => hasAnswered,
        _ => false,
    };
}
