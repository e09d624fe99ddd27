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

    /// <summary>Waits until an output may be sent. Dispose what is returned when it has been.</summary>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="output">The output.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="DroppedException">The output was dropped meanwhile.</exception>
    internal async Task<Turn> EnterAsync(int channel, PendingRequest output, CancellationToken cancellation)
    {
        var pace = paces.GetOrAdd(channel, _ => new Pace());
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation, output.Dropped);
        try
        {
            var turn = await pace.Queue.EnterAsync(output.IsUrgent, waiting.Token).ConfigureAwait(false);
            try
            {
                while (pace.Last is { } last && Apart - clock.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
                    await clock.Wait(left, waiting.Token).ConfigureAwait(false);
                return new Turn(clock, pace, turn);
            }
            catch
            {
                turn.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException) when (output.Dropped.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new DroppedException();
        }
    }

    /// <summary>The time in which an output is sent.</summary>
    internal sealed class Turn(TimeProvider clock, Pace pace, RequestQueue.Turn turn) : IDisposable
    {
        public void Dispose()
        {
            pace.Last = clock.GetTimestamp();
            turn.Dispose();
        }
    }

    /// <summary>One channel's outputs. Only who has the queue's turn touches <see cref="Last"/>.</summary>
    internal sealed class Pace
    {
        internal RequestQueue Queue { get; } = new();

        internal long? Last { get; set; }
    }
}
