using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>Carries actions from working threads to the pipeline's thread, the only one that may write.</summary>
public sealed class Pump : IDisposable
{
    private readonly Queue<Action> actions = new();
    private readonly CancellationTokenSource cancellation;
    private bool isComplete;

    internal Pump(CancellationToken stopping) => cancellation = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    /// <summary>Cancelled by Ctrl+C, and when nobody reads what is posted any more.</summary>
    public CancellationToken Cancellation => cancellation.Token;

    /// <summary>Has an action run on the pipeline's thread, soon.</summary>
    public void Post(Action action)
    {
        lock (actions)
        {
            // Nobody reads any more.
            if (isComplete)
                return;
            actions.Enqueue(action);
            Monitor.Pulse(actions);
        }
    }

    /// <summary>Has a function run on the pipeline's thread, soon, and waits for what it gives.</summary>
    /// <remarks>What it throws ends the pipeline as PowerShell would have it, and with it this work: see
    /// <see cref="Cancellation"/>.</remarks>
    public async Task<T> AskAsync<T>(Func<T> ask, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(() => answer.TrySetCanceled(cancellation)))
        {
            Post(Answer);
            return await answer.Task.ConfigureAwait(false);
        }

        // Nothing is done for who has stopped waiting for it.
        void Answer()
        {
            // No cell is driven on for somebody who has gone.
            if (StandardOutput.IsGone)
                throw new PipelineStoppedException();
            if (!cancellation.IsCancellationRequested)
                answer.TrySetResult(ask());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cancellation.Dispose();

    internal void Complete()
    {
        lock (actions)
        {
            isComplete = true;
            Monitor.Pulse(actions);
        }
    }

    internal void Run()
    {
        while (Next() is { } action)
            action();
    }

    internal void Abandon()
    {
        lock (actions)
        {
            if (isComplete && actions.Count == 0)
                return;
        }

        cancellation.Cancel();
        // The work ends soon now; what it still posts is of no interest.
        while (Next() is not null)
        {
        }
    }

    // What is to be done next, once there is something; null at the end.
    private Action? Next()
    {
        lock (actions)
        {
            while (actions.Count == 0 && !isComplete)
                Monitor.Wait(actions);
            return actions.Count > 0 ? actions.Dequeue() : null;
        }
    }
}
