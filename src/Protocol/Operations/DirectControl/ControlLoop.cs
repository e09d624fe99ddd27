using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Steers a channel: reads it, has the next output decided, sets it, again and again. However the loop ends, the channel is made safe,
/// by the loop's own work and not by who decides.
/// </summary>
/// <typeparam name="TOutput">What is decided at each turn.</typeparam>
public abstract class ControlLoop<TOutput>
    where TOutput : class
{
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(2);
    private const int PatienceInIntervals = 3;

    // An absence of so many times the patience is none of a slow script.
    private const int AbsenceInPatiences = 5;

    private readonly TimeSpan? patience;
    private bool hasOverrun;

    private protected ControlLoop(MaccorSession session, int channel)
    {
        session.CheckChannel(channel);
        Session = session;
        Channel = channel;
        Read = async cancellation => await ChannelStatus.ReadAsync(session, channel, cancellation).ConfigureAwait(false);
    }

    /// <summary>From the beginning of a turn to that of the next. Outputs are more than 100 ms apart, so a shorter interval has no use.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the loop runs; null without end. At its end the channel is made safe, whatever is under way.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// How long a decision may take, and how old it may be when it is set: three intervals, and 2 s at least, unless given. Later the loop
    /// ends.
    /// </summary>
    public TimeSpan Patience
    {
        get => patience ?? Max(ShortestPatience, TimeSpan.FromTicks(Interval.Ticks * PatienceInIntervals));
        init => patience = value;
    }

    /// <summary>Reads the channel at each turn: by (4, 7), unless given.</summary>
    public Func<CancellationToken, Task<ChannelReading>> Read { get; init; }

    /// <summary>Decides the next output from what was read; null leaves the output as it is.</summary>
    public Func<ChannelReading, CancellationToken, Task<TOutput?>> Decide { get; init; } = (_, _) => Task.FromResult<TOutput?>(null);

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

    /// <summary>How long the loop has run.</summary>
    public TimeSpan Elapsed { get; private set; }

    private protected MaccorSession Session { get; }

    private protected int Channel { get; }

    /// <summary>What stands for this loop where it is asked who drives the channel.</summary>
    private protected Driver? Driver { get; private set; }

    private protected abstract Function Function { get; }

    private protected Asked Asked => new(Session.Name, Function, Channel);

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

    private protected abstract Task SetAsync(TOutput output, CancellationToken cancellation);

    private protected abstract Task<MaccorException?> MakeSafeAsync();

    /// <summary>Fails where the channel is not under this loop's control any more.</summary>
    private protected abstract Task<ChannelReading> CheckAsync(ChannelReading reading, CancellationToken cancellation);

    private async Task RunTurnsAsync(Driver driver, CancellationToken cancellation)
    {
        using var over = Duration is { } duration ? Session.Clock.CancelAfter(duration) : new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, driver.Ended, over.Token);
        try
        {
            await TakeTurnsAsync(any.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (driver.Ended.IsCancellationRequested && !cancellation.IsCancellationRequested && IsOfTheEnd(problem))
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
        var began = Session.Clock.GetTimestamp();
        var turn = TimeSpan.Zero;
        while (await TakeTurnAsync(began, cancellation).ConfigureAwait(false))
        {
            NoteOverrun(Session.Clock.GetElapsedTime(began) - turn);
            turn = NextTurn(turn, Session.Clock.GetElapsedTime(began));
            var ends = Duration <= turn;
            var wait = (ends ? Duration!.Value : turn) - Session.Clock.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await WaitAsync(wait, cancellation).ConfigureAwait(false);
            if (ends)
                return;
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
    {
        var began = Moment.Now(Session.Clock);
        await Session.Clock.Wait(wait, cancellation).ConfigureAwait(false);
        CheckAbsence(began.Age(Session.Clock) - wait);
    }

    private async Task<bool> TakeTurnAsync(long began, CancellationToken cancellation)
    {
        Turn++;
        Elapsed = Session.Clock.GetElapsedTime(began);
        var (reading, output) = await DecideInTimeAsync(cancellation).ConfigureAwait(false);
        if (output is not null)
            await SetDecidedAsync(output, cancellation).ConfigureAwait(false);
        return await InTimeAsync(late => Follow(reading, late), cancellation).ConfigureAwait(false);
    }

    // An output is not set that was decided from what the channel was long ago: the channel is read anew.
    private async Task<(ChannelReading Reading, TOutput? Output)> DecideInTimeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var readAt = Moment.Now(Session.Clock);
            var reading = await CheckAsync(await Read(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            var output = await InTimeAsync(late => Decide(reading, late), cancellation).ConfigureAwait(false);
            var age = readAt.Age(Session.Clock);
            CheckAbsence(age);
            if (output is null || age <= Patience)
                return (reading, output);
        }
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var late = Session.Clock.CancelAfter(Patience);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        var working = work(any.Token);
        // Whoever decides may not look at the token.
        if (!working.IsCompleted)
            await Task.WhenAny(working, Task.Delay(Timeout.Infinite, any.Token)).ConfigureAwait(false);
        if (working.IsCompleted && !working.IsCanceled)
            return await working.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (late.IsCancellationRequested)
            throw NoDecision();
        return await working.ConfigureAwait(false);
    }

    // That nothing was sent is true of this output alone, and no answer to how the cell is.
    private async Task SetDecidedAsync(TOutput output, CancellationToken cancellation)
    {
        try
        {
            await SetAsync(output, cancellation).ConfigureAwait(false);
        }
        catch (MaccorInputException problem)
        {
            throw new MaccorInputException(problem.Asked, problem.ErrorId, problem.What, problem);
        }
    }

    private void CheckAbsence(TimeSpan away)
    {
        if (away.Ticks <= Patience.Ticks * AbsenceInPatiences)
            return;
        throw new MaccorStateException(
            Asked,
            "LoopAbsent",
            FormattableString.Invariant($"the control loop was away for {away.TotalSeconds:0.#} s (a computer asleep, a debugger, a clock set).")
                + " It has ended.");
    }

    private MaccorStateException NoDecision() => new(
        Asked,
        "NoDecision",
        FormattableString.Invariant($"no decision came within {Patience.TotalSeconds:0.###} s; the control loop has ended."));

    private void NoteOverrun(TimeSpan taken)
    {
        if (hasOverrun || taken <= Interval)
            return;
        hasOverrun = true;
        Overrun?.Invoke(taken);
    }

    // Turns that were missed are left out. A wait may end a little early: the turn that it was for is not taken twice.
    private TimeSpan NextTurn(TimeSpan turn, TimeSpan elapsed) =>
        TimeSpan.FromTicks(Interval.Ticks * (Math.Max(turn.Ticks, elapsed.Ticks) / Interval.Ticks + 1));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>A moment by both clocks: the one of a computer that sleeps may stand still, and the other be set.</summary>
    private readonly record struct Moment(long Timestamp, DateTimeOffset Time)
    {
        internal static Moment Now(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow());

        internal TimeSpan Age(TimeProvider clock) => Max(clock.GetElapsedTime(Timestamp), clock.GetUtcNow() - Time);
    }
}
