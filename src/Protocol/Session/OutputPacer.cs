using System.Collections.Concurrent;

namespace MacNet.Protocol.Session;

/// <summary>
/// Keeps direct-mode outputs of a channel apart, as a tester refuses what comes faster than every 100 ms. Rest goes before outputs
/// that wait.
/// </summary>
internal sealed class OutputPacer(TimeProvider clock)
{
    /// <summary>The least time between two outputs. A little more than the tester's 100 ms, for its clock is not ours.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(105);

    private readonly ConcurrentDictionary<int, Pace> paces = new();

    /// <summary>Sends an output when its channel's time has come.</summary>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="rest">Whether the output is rest.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="dropped">Cancelled when the output is to be dropped, unless it has been sent.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OvertakenException">The output was dropped before it was sent.</exception>
    internal async Task<T> SendAsync<T>(
        int channel, bool rest, Func<Task<T>> send, CancellationToken dropped, CancellationToken cancellation)
    {
        var pace = paces.GetOrAdd(channel, _ => new Pace());
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation, dropped);
        try
        {
            using (await pace.Queue.EnterAsync(rest, waiting.Token).ConfigureAwait(false))
                return await SendInTimeAsync(pace, send, waiting.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (dropped.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new OvertakenException();
        }
    }

    private async Task<T> SendInTimeAsync<T>(Pace pace, Func<Task<T>> send, CancellationToken waiting)
    {
        while (pace.Last is { } last && Apart - clock.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
            await clock.Wait(left, waiting).ConfigureAwait(false);
        try
        {
            return await send().ConfigureAwait(false);
        }
        finally
        {
            pace.Last = clock.GetTimestamp();
        }
    }

    /// <summary>One channel's outputs. Only who has the queue's turn touches <see cref="Last"/>.</summary>
    private sealed class Pace
    {
        internal RequestQueue Queue { get; } = new();

        internal long? Last { get; set; }
    }
}
