using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>A control loop in which somebody decides what is set next.</summary>
/// <typeparam name="TOutput">What is decided at each turn.</typeparam>
public abstract class ControlLoop<TOutput> : ControlLoop
{
    private protected ControlLoop(MaccorSession session, int channel)
        : base(session, channel)
    {
    }

    /// <summary>Decides the next output from what was read; null leaves the output as it is.</summary>
    public Func<ChannelReading, CancellationToken, Task<TOutput?>> Decide { get; init; } = (_, _) => Task.FromResult<TOutput?>(default);

    private protected abstract Task SetAsync(TOutput output, CancellationToken cancellation);

    private protected sealed override async Task<ChannelReading> SteerAsync(CancellationToken cancellation)
    {
        var (reading, output) = await DecideInTimeAsync(cancellation).ConfigureAwait(false);
        if (output is null)
            return reading;
        await WaitUntilDueAsync(cancellation).ConfigureAwait(false);
        await SetDecidedAsync(output, cancellation).ConfigureAwait(false);
        return reading;
    }

    /// <summary>Waits until what was decided is to be set: at once, unless the loop has a time for it.</summary>
    private protected virtual Task WaitUntilDueAsync(CancellationToken cancellation) => Task.CompletedTask;

    // An output is not set that was decided from what the channel was long ago: the channel is read anew.
    private async Task<(ChannelReading Reading, TOutput? Output)> DecideInTimeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var readAt = BothClocks.Now(Session.Clock);
            var reading = await CheckAsync(await Read(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            if (IsOver)
                return (reading, default);
            var output = await InTimeAsync(late => Decide(reading, late), cancellation).ConfigureAwait(false);
            var age = readAt.Age(Session.Clock);
            CheckAbsence(age);
            if (output is null || age <= Patience)
                return (reading, output);
        }
    }

    // The error says that nothing was sent, which is true of this output alone: an earlier one may drive the cell. Wrapped, it can be told.
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
}
