using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Steers a channel in direct mode: reads it (4, 7), has the next output decided, sets it (6, 8), again and again. However the loop
/// ends, the channel is set to rest, and it is read back that no current flows.
/// </summary>
public sealed class DirectControlLoop
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(8);

    private readonly MaccorSession session;
    private readonly int channel;
    private bool hasBegun;
    private bool hasOverrun;

    /// <summary>A loop on a channel of a tester.</summary>
    public DirectControlLoop(MaccorSession session, int channel)
    {
        session.CheckChannel(channel);
        this.session = session;
        this.channel = channel;
    }

    /// <summary>From the beginning of a turn to that of the next. Outputs are more than 100 ms apart, so a shorter interval has no use.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the loop runs; null without end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Decides the next output from the channel's status; null leaves the output as it is.</summary>
    public Func<ChannelStatus, CancellationToken, Task<DirectControlOutput?>> Decide { get; init; } =
        (_, _) => Task.FromResult<DirectControlOutput?>(null);

    /// <summary>Takes the status of each turn, after its output was set, and tells whether the loop goes on.</summary>
    public Func<ChannelStatus, CancellationToken, Task<bool>> Follow { get; init; } = (_, _) => Task.FromResult(true);

    /// <summary>Told how long a turn took, the first time that one is longer than the interval.</summary>
    public Action<TimeSpan>? Overrun { get; init; }

    /// <summary>Why the channel could not be set to rest at the end, or null.</summary>
    public MaccorException? RestProblem { get; private set; }

    /// <summary>Runs the loop to its end.</summary>
    /// <exception cref="MaccorStateException">The channel is not active any more: a safety limit, the watchdog, somebody.</exception>
    /// <exception cref="MaccorException">The tester refused, or could not be reached.</exception>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        using var looped = DirectControls.RememberLoop(session, channel);
        try
        {
            await RunTurnsAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            RestProblem = await DirectControlRest
                .MakeSafeAsync(session, channel, DirectControls.Find(session, channel), LongestEnd, readBack: true).ConfigureAwait(false);
        }
    }

    private async Task RunTurnsAsync(CancellationToken cancellation)
    {
        var began = session.Clock.GetTimestamp();
        var turn = TimeSpan.Zero;
        while (await TakeTurnAsync(cancellation).ConfigureAwait(false))
        {
            NoteOverrun(session.Clock.GetElapsedTime(began) - turn);
            turn = NextTurn(turn, session.Clock.GetElapsedTime(began));
            var ends = Duration <= turn;
            var wait = (ends ? Duration!.Value : turn) - session.Clock.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await session.Clock.Wait(wait, cancellation).ConfigureAwait(false);
            if (ends)
                return;
        }
    }

    private async Task<bool> TakeTurnAsync(CancellationToken cancellation)
    {
        var status = await ChannelStatus.ReadAsync(session, channel, cancellation).ConfigureAwait(false);
        if (status.State != ChannelState.Active)
            throw hasBegun ? Ended(status) : NotStarted(status);
        hasBegun = true;
        var output = await Decide(status, cancellation).ConfigureAwait(false);
        if (output is not null)
            await SetAsync(output, cancellation).ConfigureAwait(false);
        return await Follow(status, cancellation).ConfigureAwait(false);
    }

    // That nothing was sent is true of this output alone, and no answer to how the cell is.
    private async Task SetAsync(DirectControlOutput output, CancellationToken cancellation)
    {
        try
        {
            await output.SetAsync(session, channel, cancellation).ConfigureAwait(false);
        }
        catch (MaccorInputException problem)
        {
            throw new MaccorInputException(
                problem.Asked, problem.ErrorId, problem.What, problem);
        }
    }

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

    private MaccorStateException Ended(ChannelStatus status) => new(
        new Asked(session.Name, Functions.SetDirectOutput, channel),
        "DirectControlEnded",
        $"direct control has ended: the channel is {status.State}, {status.Reason}.");

    private MaccorStateException NotStarted(ChannelStatus status) => new(
        new Asked(session.Name, Functions.SetDirectOutput, channel),
        "DirectControlEnded",
        $"the channel is not under direct control: it is {status.State}.");
}
