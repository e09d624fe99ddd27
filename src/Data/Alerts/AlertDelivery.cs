namespace MacNet.Data.Alerts;

/// <summary>
/// Tells a receiver one message after the other, in their order. While the receiver is away the first of them is tried again and the
/// others wait; a message that was told, or that the receiver does not want, is not told again.
/// </summary>
public sealed class AlertDelivery : IDisposable
{
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly object gate = new();
    private readonly Queue<Posted> waiting = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly CancellationTokenSource ending = new();
    private readonly IAlertReceiver receiver;
    private readonly TimeProvider clock;
    private readonly Action<AlertMessage, string> failed;

    /// <summary>Begins to tell a receiver what is posted.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="failed">Told why a message is late, once for each, or cannot be told at all.</param>
    public AlertDelivery(IAlertReceiver receiver, TimeProvider clock, Action<AlertMessage, string> failed)
    {
        this.receiver = receiver;
        this.clock = clock;
        this.failed = failed;
        Work = Task.Run(TellAllAsync);
    }

    /// <summary>Where messages go, in words.</summary>
    public string Description => receiver.Description;

    /// <summary>How many messages have been told.</summary>
    public int Delivered { get; private set; }

    /// <summary>How many could not be told, and are not tried any more.</summary>
    public int Failed { get; private set; }

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>What went wrong last; null where nothing has since the last message was told.</summary>
    public string? LastError { get; private set; }

    internal Task Work { get; }

    /// <summary>Has a message told, soon.</summary>
    /// <returns>When it was told: null; when it cannot be told at all: why.</returns>
    public Task<string?> Post(AlertMessage message)
    {
        var posted = new Posted(message);
        lock (gate)
        {
            if (waiting.Count < MostWaiting)
            {
                waiting.Enqueue(posted);
                arrived.Release();
                return posted.Fate.Task;
            }
        }

        Lose(posted, FormattableString.Invariant($"{MostWaiting} messages wait already."));
        return posted.Fate.Task;
    }

    /// <summary>Tells no more. What waits for a receiver that is not away has a while to be told.</summary>
    /// <returns>What was not told, in words; null where nothing was left.</returns>
    public async Task<string?> EndAsync(TimeSpan patience)
    {
        using var waited = new CancellationTokenSource();
        if (LastError is null)
            await Task.WhenAny(
                Task.WhenAll(Left.Select(posted => posted.Fate.Task)), clock.Wait(patience, waited.Token)).ConfigureAwait(false);
        waited.Cancel();
        ending.Cancel();
        return Left.Length switch
        {
            0 => null,
            1 => $"a message was not told ({Description}). {LastError}".TrimEnd(),
            var many => FormattableString.Invariant($"{many} messages were not told ({Description}). {LastError}").TrimEnd(),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => ending.Cancel();

    private Posted[] Left
    {
        get
        {
            lock (gate)
                return [.. waiting.Where(posted => !posted.Fate.Task.IsCompleted)];
        }
    }

    private async Task TellAllAsync()
    {
        try
        {
            while (true)
            {
                await arrived.WaitAsync(ending.Token).ConfigureAwait(false);
                Posted posted;
                lock (gate)
                    posted = waiting.Peek();
                await TellAsync(posted).ConfigureAwait(false);
                lock (gate)
                    waiting.Dequeue();
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
    }

    private async Task TellAsync(Posted posted)
    {
        for (var pause = FirstPause; ; pause = Min(TimeSpan.FromTicks(pause.Ticks * 2), LongestPause))
        {
            try
            {
                await receiver.TellAsync(posted.Message, ending.Token).ConfigureAwait(false);
                Delivered++;
                LastError = null;
                posted.Fate.TrySetResult(null);
                return;
            }
            catch (ReceiverAwayException away)
            {
                LastError = away.Message;
                if (pause == FirstPause)
                    failed(posted.Message, $"{away.Message} It is tried again.");
                await clock.Wait(away.RetryAfter ?? pause, ending.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (!ending.IsCancellationRequested)
            {
                Lose(posted, problem.Message);
                return;
            }
        }
    }

    private void Lose(Posted posted, string why)
    {
        Failed++;
        LastError = why;
        posted.Fate.TrySetResult(why);
        failed(posted.Message, why);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class Posted(AlertMessage message)
    {
        internal AlertMessage Message => message;

        internal TaskCompletionSource<string?> Fate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
