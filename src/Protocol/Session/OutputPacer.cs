using System.Collections.Concurrent;

namespace MacNet.Protocol.Session;

/// <summary>Keeps direct-mode outputs of a channel apart, as a tester refuses what comes faster than every 100 ms.</summary>
internal sealed class OutputPacer(TimeProvider clock)
{
    /// <summary>The least time between two outputs. A little more than the tester's 100 ms, for its clock is not ours.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(105);

    private readonly ConcurrentDictionary<int, Pace> paces = new();

    /// <summary>Sends an output when its channel's time has come.</summary>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="urgent">Whether it goes before other outputs that wait, and beside one that is under way.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<T> SendAsync<T>(int channel, bool urgent, Func<Task<T>> send, CancellationToken cancellation)
    {
        var pace = paces.GetOrAdd(channel, _ => new Pace());
        if (urgent)
            return await SendInTimeAsync(pace, send, cancellation).ConfigureAwait(false);
        using (await pace.Queue.EnterAsync(overtakes: false, cancellation).ConfigureAwait(false))
            return await SendInTimeAsync(pace, send, cancellation).ConfigureAwait(false);
    }

    private async Task<T> SendInTimeAsync<T>(Pace pace, Func<Task<T>> send, CancellationToken cancellation)
    {
        while (pace.Last is { } last && Apart - clock.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
            await clock.Wait(left, cancellation).ConfigureAwait(false);
        pace.Last = clock.GetTimestamp();
        try
        {
            return await send().ConfigureAwait(false);
        }
        finally
        {
            pace.Last = clock.GetTimestamp();
        }
    }

    private sealed class Pace
    {
        private readonly object gate = new();
        private long? last;

        internal RequestQueue Queue { get; } = new();

        internal long? Last
        {
            get
            {
                lock (gate)
                    return last;
            }

            set
            {
                lock (gate)
                    last = value;
            }
        }
    }
}
