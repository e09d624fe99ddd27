using MacNet.Data.Collecting;
using MacNet.Protocol.Session;

namespace MacNet.Data.Logging;

/// <summary>A log: collects readings of testers and keeps them, in the background, until it is stopped.</summary>
public sealed class ReadingLog : IDisposable
{
    // Some minutes of a large laboratory; beyond that a sweep is a gap, and memory stays as it is.
    private const int MostWaiting = 300_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly Queue<LogBatch> waiting = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim news = new(0, 1);
    private readonly ILogStore store;
    private readonly ChangeFilter? filter;
    private readonly TimeProvider clock;
    private readonly TesterChronicle[] chronicles;
    private readonly Task collecting;
    private readonly Task writing;
    private int rowsWaiting;
    private long rowsWritten;
    private long lostSweeps;
    private long lostNow;
    private bool lastFailed;
    private DateTimeOffset lastNote;

    /// <summary>Begins to log.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="target">Where it goes, in words.</param>
    /// <param name="testers">The testers.</param>
    /// <param name="store">Where it goes; it is disposed with the log.</param>
    /// <param name="options">How to collect.</param>
    /// <param name="filter">Leaves out what is no news; null to keep everything.</param>
    /// <param name="clock">The clock; the computer's where null.</param>
    public ReadingLog(
        string name,
        string target,
        IReadOnlyList<MaccorSession> testers,
        ILogStore store,
        CollectorOptions options,
        ChangeFilter? filter = null,
        TimeProvider? clock = null)
    {
        (Name, Target, this.store, this.filter, this.clock) = (name, target, store, filter, clock ?? TimeProvider.System);
        Session = [.. testers.Select(tester => tester.Name)];
        StartedAt = this.clock.GetUtcNow();
        chronicles = [.. testers.Select(tester => new TesterChronicle(tester, options, this.clock, Take))];
        collecting = Task.WhenAll(chronicles.Select(chronicle => Task.Run(() => chronicle.RunAsync(stopping.Token))));
        writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Told of what goes wrong, once until it is over, and when it is.</summary>
    public event Action<string>? Trouble;

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Where it goes.</summary>
    public string Target { get; }

    /// <summary>The testers' sessions.</summary>
    public IReadOnlyList<string> Session { get; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Whether it goes on.</summary>
    public bool IsRunning => !writing.IsCompleted;

    /// <summary>How many readings have been kept for good.</summary>
    public long RowsWritten => Interlocked.Read(ref rowsWritten);

    /// <summary>How many readings wait in memory.</summary>
    public int Waiting => Volatile.Read(ref rowsWaiting);

    /// <summary>How many readings wait on disk for a database.</summary>
    public long Spooled => store.Spooled;

    /// <summary>How long the oldest that waits in memory has waited, s.</summary>
    public double LagSeconds
    {
        get
        {
            lock (gate)
                return waiting.Count == 0 ? 0 : Math.Max(0, (clock.GetUtcNow() - waiting.Peek().Time).TotalSeconds);
        }
    }

    /// <summary>How many sweeps were due and are not in the log.</summary>
    public long Gaps => chronicles.Sum(chronicle => chronicle.Missed) + Interlocked.Read(ref lostSweeps);

    /// <summary>When something was kept last, UTC; null where nothing has been.</summary>
    public DateTimeOffset? LastWriteAt { get; private set; }

    /// <summary>When a reading was kept last where it is to stay, UTC; null where none has been.</summary>
    public DateTimeOffset? LastReadingKeptAt { get; private set; }

    /// <summary>What went wrong last; null for nothing.</summary>
    public string? LastError { get; private set; }

    /// <summary>What is wrong now; null for nothing.</summary>
    internal string? Problem => lastFailed ? LastError : null;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Keeps an event beside those that the log notes itself.</summary>
    /// <param name="session">The tester's session.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="channel">The channel, counted from 1; null where it is about the whole tester.</param>
    /// <param name="text">What happened, in words.</param>
    public void Note(string session, LogEventKind kind, int? channel, string text)
    {
        DateTimeOffset time;
        lock (gate)
        {
            // Events are told apart by their times, which stores keep in microseconds.
            var (now, next) = (clock.GetUtcNow(), lastNote.AddTicks(10));
            time = lastNote = now > next ? now : next;
        }

        Take(new LogBatch(session, time, [], [new(time, kind, channel, text)]));
    }

    internal void Take(LogBatch batch)
    {
        lock (gate)
        {
            if (rowsWaiting + waiting.Count >= MostWaiting)
            {
                Interlocked.Increment(ref lostSweeps);
                lostNow++;
                return;
            }

            var kept = filter?.Apply(batch) ?? batch;
            if (lostNow > 0)
                kept = kept with { Events = [.. kept.Events, NoteLoss()] };
            if (kept.Readings.Count == 0 && kept.Events.Count == 0)
                return;
            waiting.Enqueue(kept);
            rowsWaiting += kept.Readings.Count;
            if (news.CurrentCount == 0)
                news.Release();
        }
    }

    private LogEvent NoteLoss()
    {
        var lost = lostNow;
        lostNow = 0;
        return new(
            clock.GetUtcNow(),
            LogEventKind.Gap,
            null,
            FormattableString.Invariant($"{lost} sweeps found no room: what was to be written waited too long."));
    }

    /// <summary>Stops collecting, and keeps what waits; tried for some seconds where that fails.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        writing.Wait();
    }

    private void Write()
    {
        try
        {
            while (!collecting.IsCompleted || Waiting > 0 || HasMore)
            {
                news.Wait(Pause);
                if (!TryWriteSome() && stopping.IsCancellationRequested)
                    break;
            }
        }
        finally
        {
            store.Dispose();
        }
    }

    private bool HasMore
    {
        get
        {
            lock (gate)
                return waiting.Count > 0;
        }
    }

    private bool TryWriteSome()
    {
        LogBatch[] some;
        lock (gate)
            some = [.. waiting.TakeWhile((batch, i) => i < 64 && batch.Time.UtcDateTime.Date == waiting.Peek().Time.UtcDateTime.Date)];
        if (some.Length == 0)
            return true;
        try
        {
            Interlocked.Add(ref rowsWritten, store.Write(some));
        }
        catch (Exception problem)
        {
            // Whatever it is: what waits is kept as long as there is room, and tried again.
            Failed(problem.Message);
            if (!stopping.IsCancellationRequested)
                stopping.Token.WaitHandle.WaitOne(Pause);
            return false;
        }

        Forget(some.Length);
        LastWriteAt = clock.GetUtcNow();
        if (store.Problem is { } away)
        {
            Failed(away);
            return true;
        }

        Recovered();
        if (Array.Exists(some, batch => batch.Readings.Count > 0))
            LastReadingKeptAt = LastWriteAt;
        return true;
    }

    private void Forget(int batches)
    {
        lock (gate)
        {
            for (var i = 0; i < batches; i++)
                rowsWaiting -= waiting.Dequeue().Readings.Count;
            if (waiting.Count > 0 && news.CurrentCount == 0)
                news.Release();
        }
    }

    private void Failed(string problem)
    {
        LastError = problem;
        if (!lastFailed)
            Trouble?.Invoke($"Log '{Name}': {problem} It goes on when it can.");
        lastFailed = true;
    }

    private void Recovered()
    {
        if (lastFailed)
            Trouble?.Invoke($"Log '{Name}' writes again.");
        lastFailed = false;
    }
}
