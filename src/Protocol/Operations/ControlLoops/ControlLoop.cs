using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Steers a channel: reads it, has the next output decided, sets it, again and again. However the loop ends, the channel is made safe,
/// by the loop's own work and not by who decides. <see cref="ControlLoops"/> runs many at the same time.
/// </summary>
public abstract class ControlLoop
{
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(2);
    private const int PatienceInIntervals = 3;

    // A slow script is not away for so many times the patience; a computer that sleeps is.
    private const int AbsenceInPatiences = 5;

    private readonly TimeSpan? patience;
    private readonly Func<CancellationToken, Task<ChannelReading>>? read;
    private bool hasOverrun;
    private long began;

    private protected ControlLoop(MaccorSession session, int channel)
    {
        session.CheckChannel(channel);
        Session = session;
        Channel = channel;
    }

    /// <summary>The session over which the channel is steered.</summary>
    public MaccorSession Session { get; }

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; }

    /// <summary>
    /// From the beginning of a turn to that of the next. Outputs are more than 100 ms apart, so a shorter interval has no use.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the loop runs; null without end. At its end the channel is made safe, whatever is under way.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// How long a reading and a decision may take, and how old what was read may be when the output is sent: three intervals, and 2 s at
    /// least, unless given. Later the loop ends.
    /// </summary>
    public TimeSpan Patience
    {
        get => patience ?? Max(ShortestPatience, TimeSpan.FromTicks(Interval.Ticks * PatienceInIntervals));
        init => patience = value;
    }

    /// <summary>Reads the channel at each turn: by <see cref="Sweep"/>, or else by (4, 7), unless given.</summary>
    public Func<CancellationToken, Task<ChannelReading>> Read
    {
        get => read ?? ReadAsync;
        init => read = value;
    }

    /// <summary>Reads the channel together with others of its tester; null where it is read by itself.</summary>
    public ChannelSweep? Sweep { get; init; }

    /// <summary>Takes what each turn read, after its output was set, and tells whether the loop goes on.</summary>
    public Func<ChannelReading, CancellationToken, Task<bool>> Follow { get; init; } = (_, _) => Task.FromResult(true);

    /// <summary>Told how long a turn took, the first time that one is longer than the interval.</summary>
    public Action<TimeSpan>? Overrun { get; init; }

    /// <summary>Whether another loop that steers the channel is ended. Without it, this one is refused then.</summary>
    public bool Force { get; init; }

    /// <summary>Why the channel could not be made safe at the end, or null.</summary>
    public MaccorException? RestProblem { get; private set; }

    /// <summary>How many turns have begun.</summary>
    public int Turn { get; private set; }

    /// <summary>How many turns were left out, because those before them took longer than the interval.</summary>
    public int MissedTurns { get; private set; }

    /// <summary>How long the loop has run.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How many messages a turn takes at most, beside what reads the channel.</summary>
    internal abstract int MessagesToSet { get; }

    /// <summary>The shortest time from the beginning of a turn to that of the next.</summary>
    internal virtual TimeSpan ShortestTurn => Interval;

    /// <summary>When the present turn was to begin, from the loop's beginning.</summary>
    private protected TimeSpan TurnAt { get; private set; }

    private TimeSpan SinceBegin => Session.Clock.GetElapsedTime(began);

    /// <summary>What stands for this loop where it is asked who drives the channel.</summary>
    private protected Driver? Driver { get; private set; }

    /// <summary>Whether what is steered has come to its own end: nothing is decided any more.</summary>
    private protected bool IsOver { get; set; }

    private protected abstract Function Function { get; }

    private protected Asked Asked => new(Session.Name, Function, Channel);

    /// <summary>Fails where the loop could not begin as its channel is: reads the state, and changes nothing.</summary>
    /// <exception cref="MaccorStateException">The channel is not to be steered so, or another loop drives it.</exception>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public abstract Task CheckStateAsync(CancellationToken cancellation = default);

    /// <summary>Runs the loop to its end.</summary>
    /// <exception cref="MaccorStateException">
    /// The channel is not active any more (a safety limit, the watchdog, somebody); somebody else set it to rest, or drives it; no decision
    /// came in time; the process was away for long.
    /// </exception>
    /// <exception cref="MaccorException">The tester refused, or could not be reached.</exception>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        using var driver = await Session.GetGroup().TakeAsync(Session, Channel, Force, cancellation).ConfigureAwait(false);
        Driver = driver;
        using var begun = Begin();
        try
        {
            await RunTurnsAsync(driver, cancellation).ConfigureAwait(false);
        }
        finally
        {
            RestProblem = await MakeSafeAsync().ConfigureAwait(false);
        }
    }

    private protected abstract IDisposable? Begin();

    private protected abstract Task<MaccorException?> MakeSafeAsync();

    /// <summary>Fails where the channel is not under this loop's control any more.</summary>
    private protected abstract Task<ChannelReading> CheckAsync(ChannelReading reading, CancellationToken cancellation);

    /// <summary>Reads the channel, has the output decided, and sets it.</summary>
    private protected abstract Task<ChannelReading> SteerAsync(CancellationToken cancellation);

    private async Task RunTurnsAsync(Driver driver, CancellationToken cancellation)
    {
        using var over = Duration is { } duration ? Session.Clock.CancelAfter(duration) : new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, driver.Ended, over.Token);
        try
        {
            await TakeTurnsAsync(any.Token).ConfigureAwait(false);
        }
        catch (Exception problem)
            when (driver.Ended.IsCancellationRequested && !cancellation.IsCancellationRequested && IsOfTheEnd(problem))
        {
            throw driver.WhyEnded(Asked);
        }
        catch (Exception problem) when (over.IsCancellationRequested && !cancellation.IsCancellationRequested && IsOfTheEnd(problem))
        {
            // The duration is over while something was under way.
        }
    }

    private static bool IsOfTheEnd(Exception problem) =>
        problem is OperationCanceledException or MaccorOutcomeUnknownException or MaccorStateException { ErrorId: "Overtaken" };

    private async Task TakeTurnsAsync(CancellationToken cancellation)
    {
        began = Session.Clock.GetTimestamp();
        while (await TakeTurnAsync(cancellation).ConfigureAwait(false))
        {
            var taken = SinceBegin - TurnAt;
            var next = NextTurn(TurnAt, TurnAt + taken);
            var missed = TurnsBetween(TurnAt, next);
            if (missed > 0)
                NoteOverrun(taken);
            MissedTurns += missed;
            TurnAt = next;
            var ends = Duration <= TurnAt;
            await WaitUntilAsync(ends ? Duration!.Value : TurnAt, cancellation).ConfigureAwait(false);
            if (ends)
                return;
        }
    }

    /// <summary>Waits until the loop has run for so long.</summary>
    private protected async Task WaitUntilAsync(TimeSpan time, CancellationToken cancellation)
    {
        var wait = time - SinceBegin;
        if (wait > TimeSpan.Zero)
            await WaitAsync(wait, cancellation).ConfigureAwait(false);
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
    {
        var from = BothClocks.Now(Session.Clock);
        await Session.Clock.Wait(wait, cancellation).ConfigureAwait(false);
        CheckAbsence(from.Age(Session.Clock) - wait);
    }

    private async Task<bool> TakeTurnAsync(CancellationToken cancellation)
    {
        Turn++;
        Elapsed = SinceBegin;
        var reading = await SteerAsync(cancellation).ConfigureAwait(false);
        return await InTimeAsync(late => Follow(reading, late), cancellation).ConfigureAwait(false) && !IsOver;
    }

    /// <summary>Waits for somebody's work no longer than the patience, or that and a little more.</summary>
    private protected async Task<T> InTimeAsync<T>(
        Func<CancellationToken, Task<T>> work, CancellationToken cancellation, Func<Exception>? tooLate = null, TimeSpan more = default)
    {
        using var late = Session.Clock.CancelAfter(Patience + more);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        // Who decides may pay no attention to the token, and keep the thread.
        var working = Task.Run(() => work(any.Token), CancellationToken.None);
        await Task.WhenAny(working, Task.Delay(Timeout.Infinite, any.Token)).ConfigureAwait(false);
        if (working.IsCompleted && !working.IsCanceled)
            return await working.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (late.IsCancellationRequested)
            throw tooLate?.Invoke() ?? NoDecision($"no decision came within {Faults.Seconds(Patience)}");
        return await working.ConfigureAwait(false);
    }

    /// <summary>Fails where the loop was away for too long to go on.</summary>
    private protected void CheckAbsence(TimeSpan away)
    {
        if (away.Ticks <= Patience.Ticks * AbsenceInPatiences)
            return;
        throw new MaccorStateException(
            Asked,
            "LoopAbsent",
            FormattableString.Invariant(
                $"the control loop was away for {away.TotalSeconds:0.#} s (a computer asleep, a debugger, a clock set).")
                + " It has ended.");
    }

    /// <summary>The error of a loop that did not get to an output in time.</summary>
    private protected MaccorStateException NoDecision(string what) => new(Asked, "NoDecision", $"{what}; the control loop has ended.");

    private void NoteOverrun(TimeSpan taken)
    {
        if (hasOverrun || taken <= ShortestTurn)
            return;
        hasOverrun = true;
        Overrun?.Invoke(taken);
    }

    /// <summary>When the next turn is to begin.</summary>
    // Turns that were missed are left out. A wait may end a little early: the turn that it was for is not taken twice.
    private protected virtual TimeSpan NextTurn(TimeSpan turn, TimeSpan elapsed) =>
        TimeSpan.FromTicks(Interval.Ticks * (Math.Max(turn.Ticks, elapsed.Ticks) / Interval.Ticks + 1));

    /// <summary>How many turns were to begin between two.</summary>
    // Those after the end of the duration are none that were missed.
    private protected virtual int TurnsBetween(TimeSpan turn, TimeSpan next) =>
        (int)Math.Ceiling((double)((Duration < next ? Duration.Value : next) - turn).Ticks / Interval.Ticks) - 1;

    private async Task<ChannelReading> ReadAsync(CancellationToken cancellation) => Sweep is { } sweep
        ? await sweep.ReadAsync(Channel, cancellation).ConfigureAwait(false)
        : await Session.ReadStatusAsync(Channel, cancellation).ConfigureAwait(false);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
