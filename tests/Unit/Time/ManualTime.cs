namespace MacNet.Tests.Unit.Time;

/// <summary>A clock that moves only when a test moves it, and rings the timers that it passes.</summary>
internal sealed class ManualTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    // Whoever waits in vain is to fail, and not to hang.
    private static readonly TimeSpan InVain = TimeSpan.FromMinutes(1);

    private readonly List<ManualTimer> timers = [];
    private readonly List<(Func<bool> IsMet, TaskCompletionSource Met)> hopes = [];
    private DateTimeOffset now = Start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (timers)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void AdvanceSeconds(double seconds) => Advance(TimeSpan.FromSeconds(seconds));

    public void Advance(TimeSpan time)
    {
        ManualTimer[] due;
        lock (timers)
            due = Move(time);
        Ring(due);
    }

    /// <summary>Waits until somebody waits for this clock, or so many do.</summary>
    public Task WhenTimerIsSet(int count = 1) => When(() => timers.Count >= count).WaitAsync(InVain);

    /// <summary>Waits until somebody waits for a short time. What is longer may be a request's limit.</summary>
    public Task WhenShortTimerIsSet(double longestSeconds = 1) =>
        When(() => Shortest(TimeSpan.FromSeconds(longestSeconds)) is not null).WaitAsync(InVain);

    /// <summary>
    /// Waits for work, and moves the time only when somebody waits for it, just so far, and only for a short time. What is longer
    /// may be a request's limit, which is not to pass.
    /// </summary>
    public async Task Pass(Task work, double longestSeconds = 1)
    {
        var longest = TimeSpan.FromSeconds(longestSeconds);
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, WhenShortTimerIsSet(longestSeconds));
            ManualTimer[] due;
            lock (timers)
                due = Shortest(longest) is { } wait ? Move(wait) : [];
            Ring(due);
        }

        await work;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private static void Ring(ManualTimer[] due)
    {
        foreach (var timer in due)
            timer.Ring();
    }

    // What follows is called within the lock.
    private ManualTimer[] Move(TimeSpan time)
    {
        now += time;
        ManualTimer[] due = [.. timers.Where(timer => timer.Due <= now)];
        timers.RemoveAll(due.Contains);
        return due;
    }

    private TimeSpan? Shortest(TimeSpan longest) =>
        timers.Min(timer => (TimeSpan?)(timer.Due - now)) is { } wait && wait <= longest ? wait : null;

    private Task When(Func<bool> isMet)
    {
        lock (timers)
        {
            if (isMet())
                return Task.CompletedTask;
            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            hopes.Add((isMet, met));
            return met.Task;
        }
    }

    private sealed class ManualTimer(ManualTime time, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.timers)
            {
                time.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = time.now + dueTime;
                time.timers.Add(this);
                foreach (var (_, met) in time.hopes.Where(hope => hope.IsMet()))
                    met.TrySetResult();
                time.hopes.RemoveAll(hope => hope.Met.Task.IsCompleted);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
