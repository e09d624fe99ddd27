using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>A control loop in which somebody decides what is set next.</summary>
/// <typeparam name="TOutput">What is decided at each turn.</typeparam>
public abstract class ControlLoop<TOutput> : ControlLoop
{
    // What has not been sent by the end of the patience is dropped first: of that it is known that it has not arrived.
    private static readonly TimeSpan TimeToDrop = TimeSpan.FromMilliseconds(500);

    private bool hasDecided;

    private protected ControlLoop(MaccorSession session, int channel)
        : base(session, channel)
    {
    }

    /// <summary>Decides the next output from what was read; null leaves the output as it is.</summary>
    public Func<ChannelReading, CancellationToken, Task<TOutput?>> Decide { get; init; } = (_, _) => Task.FromResult<TOutput?>(default);

    private protected abstract Task SetAsync(TOutput output, CancellationToken cancellation);

    // An output is not set that was decided from what the channel was long ago: the channel is read anew, once.
    private protected sealed override async Task<ChannelReading> SteerAsync(CancellationToken cancellation)
    {
        hasDecided = false;
        for (var isLast = false; ; isLast = true)
        {
            var readAt = BothClocks.Now(Session.Clock);
            try
            {
                return await SteerAsync(readAt, cancellation).ConfigureAwait(false);
            }
            catch (OutdatedException problem)
            {
                CheckAbsence(readAt.Age(Session.Clock));
                if (isLast)
                    throw NoDecision($"{problem.Message}: not within {Faults.Seconds(Patience)}, twice");
            }
        }
    }

    /// <summary>Waits until what was decided is to be set: at once, unless the loop has a time for it.</summary>
    private protected virtual Task WaitUntilDueAsync(CancellationToken cancellation) => Task.CompletedTask;

    private async Task<ChannelReading> SteerAsync(BothClocks readAt, CancellationToken cancellation)
    {
        var reading = await InTimeAsync(ReadAndCheckAsync, cancellation, tooLate: NotRead).ConfigureAwait(false);
        if (IsOver)
            return reading;
        var output = await InTimeAsync(late => Decide(reading, late), cancellation).ConfigureAwait(false);
        var age = readAt.Age(Session.Clock);
        CheckAbsence(age);
        // Who decided what was not set may not do so again, and take it for set.
        if (output is null)
            return hasDecided ? throw NoDecision("what was decided was too old to be set, and nothing was decided anew") : reading;
        hasDecided = true;
        if (age > Patience)
            throw new OutdatedException();
        await WaitUntilDueAsync(cancellation).ConfigureAwait(false);
        using var outdated = Session.Clock.CancelAfter(Patience - age);
        (Driver!.Outdated, Driver.IsOutdated) = (outdated.Token, IsOutdated);
        await InTimeAsync(late => SetDecidedAsync(output, late), cancellation, NotAnswered, TimeToDrop).ConfigureAwait(false);
        return reading;

        bool IsOutdated() => outdated.IsCancellationRequested || readAt.Age(Session.Clock) > Patience;
    }

    private async Task<ChannelReading> ReadAndCheckAsync(CancellationToken cancellation) =>
        await CheckAsync(await Read(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    private static OutdatedException NotRead() => new("the channel could not be read");

    private MaccorOutcomeUnknownException NotAnswered() =>
        Faults.OutcomeUnknown(Asked, Faults.NotAnswered(Asked, Patience));

    // The error says that nothing was sent, which is true of this output alone: an earlier one may drive the cell. Wrapped, it can be told.
    private async Task<bool> SetDecidedAsync(TOutput output, CancellationToken cancellation)
    {
        try
        {
            await SetAsync(output, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (MaccorInputException problem)
        {
            throw new MaccorInputException(problem.Asked, problem.ErrorId, problem.What, problem);
        }
    }
}
