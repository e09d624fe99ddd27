namespace MacNet.Tests.Unit.Time;

/// <summary>
/// A clock on which short waits are over at once: whoever waits for a few seconds moves the time by them. Long ones, as a request's
/// time limit is, last until the short ones have added up to them.
/// </summary>
/// <param name="longestLeapMs">What counts as short, ms.</param>
internal sealed class LeapingTime(int longestLeapMs = 4000) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly TimeSpan longestLeap = TimeSpan.FromMilliseconds(longestLeapMs);
    private readonly object gate = new();
    private readonly List<LeapingTimer> timers = [];
    private DateTimeOffset now = Start;

    /// <summary>How much too early short waits end, as a system's timers do now and then.</summary>
    public TimeSpan Early { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan time)
    {
        LeapingTimer[] due;
        lock (gate)
            due = Move(time);
        Ring(due);
    }

    /// <summary>Moves the time to where the first timer rings.</summary>
    public void AdvanceToNextTimer()
    {
        LeapingTimer[] due;
        lock (gate)
            due = timers.Count == 0 ? [] : Move(timers.Min(timer => timer.Due) - now);
        Ring(due);
    }

    /// <summary>Waits for work, and has what it waits for pass whenever nothing has come of it for so long of the real time.</summary>
    public async Task<T> PassAsync<T>(Task<T> work, TimeSpan idleAfter)
    {
        while (await Task.WhenAny(work, Task.Delay(idleAfter)) != work)
            AdvanceToNextTimer();
        return await work;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(LeapingTimer timer, TimeSpan dueTime)
    {
        LeapingTimer[] due;
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime < TimeSpan.Zero)
                return;
            if (dueTime > Early && dueTime <= longestLeap)
                dueTime -= Early;
            timer.Due = now + dueTime;
            timers.Add(timer);
            due = Move(dueTime <= longestLeap ? dueTime : TimeSpan.Zero);
        }

        Ring(due);
    }

    // Within the gate.
    private LeapingTimer[] Move(TimeSpan time)
    {
        now += time;
        LeapingTimer[] due = [.. timers.Where(timer => timer.Due <= now)];
        timers.RemoveAll(due.Contains);
        return due;
    }

    private static void Ring(LeapingTimer[] due)
    {
        foreach (var timer in due)
            ThreadPool.QueueUserWorkItem(_ => timer.Ring());
    }

    private void Forget(LeapingTimer timer)
    {
        lock (gate)
            timers.Remove(timer);
    }

    private sealed class LeapingTimer(LeapingTime time, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
