namespace MacNet.Protocol.Session;

/// <summary>
/// Lets one request at a time through. What makes a cell safe goes before everything that waits; the rest goes in order of arrival.
/// </summary>
internal sealed class RequestQueue
{
    private readonly object gate = new();
    private readonly LinkedList<TaskCompletionSource<bool>> urgent = new();
    private readonly LinkedList<TaskCompletionSource<bool>> ordinary = new();
    private bool taken;

    /// <summary>Waits for the turn. Dispose what is returned to end it.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the request is out of the queue.</exception>
    internal async ValueTask<Turn> EnterAsync(bool overtakes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TaskCompletionSource<bool> turn;
        lock (gate)
        {
            if (!taken)
            {
                taken = true;
                return new Turn(this);
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            (overtakes ? urgent : ordinary).AddLast(turn);
        }

        using (cancellation.Register(() => GiveUp(turn)))
            await turn.Task.ConfigureAwait(false);
        return new Turn(this);
    }

    private void GiveUp(TaskCompletionSource<bool> turn)
    {
        lock (gate)
        {
            if (urgent.Remove(turn) || ordinary.Remove(turn))
                turn.SetCanceled();
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            var waiting = urgent.Count > 0 ? urgent : ordinary;
            if (waiting.First is not { } next)
            {
                taken = false;
                return;
            }

            waiting.RemoveFirst();
            next.Value.SetResult(true);
        }
    }

    /// <summary>A turn in the queue.</summary>
    internal readonly struct Turn(RequestQueue queue) : IDisposable
    {
        public void Dispose() => queue.Leave();
    }
}
