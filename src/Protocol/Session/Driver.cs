namespace MacNet.Protocol.Session;

/// <summary>Who steers a cell for a while. It ends where somebody else sets the cell to rest, or takes it over.</summary>
internal sealed class Driver : IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource<bool> gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Driver> leave;
    private volatile bool isTakenOver;

    internal Driver(MaccorSession session, int channel, Action<Driver> leave) =>
        (Session, Channel, this.leave, Ended) = (session, channel, leave, ended.Token);

    internal MaccorSession Session { get; }

    internal int Channel { get; }

    /// <summary>Cancelled when somebody else has set the cell to rest, or takes it over.</summary>
    internal CancellationToken Ended { get; }

    /// <summary>Cancelled when what it decided has become too old to be sent.</summary>
    internal CancellationToken Outdated { get; set; }

    /// <summary>Whether what it decided is too old to be sent. It is asked right before that: timers may be late.</summary>
    internal Func<bool> IsOutdated { get; set; } = () => false;

    /// <summary>Over when it drives no more, and has made the cell safe.</summary>
    internal Task Gone => gone.Task;

    /// <summary>Ends it, because of rest from elsewhere.</summary>
    internal void EndByRest() => ended.Cancel();

    /// <summary>Ends it, because another one is to drive.</summary>
    internal void EndByAnother()
    {
        isTakenOver = true;
        ended.Cancel();
    }

    internal MaccorStateException WhyEnded(Asked asked) => isTakenOver
        ? new MaccorStateException(
            asked, "TakenOver", "another control loop or output has taken the channel over. This loop has ended.")
        : new MaccorStateException(
            asked, "SetToRestByOther", "somebody else has set the channel to rest, suspended or reset it. This loop has ended.");

    public void Dispose()
    {
        leave(this);
        gone.TrySetResult(true);
    }
}
