using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Runs a control loop on one channel. A <see cref="DirectControlLoop"/> or <see cref="VariableControlLoop"/> itself can be looked at
/// while it runs, has more to set, and runs beside others in <see cref="ControlLoops"/>.
/// </summary>
public static class ControlLoopExtensions
{
    /// <summary>
    /// Steers a channel in direct mode: reads it (4, 7), has the next output decided, sets it (6, 8), turn by turn. However that ends, the
    /// channel is set to rest, and it is read back that no current flows.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="decide">Decides the next output from what was read; null leaves it as it is.</param>
    /// <param name="interval">From the beginning of a turn to that of the next; 1 s, unless given.</param>
    /// <param name="duration">How long to go on; until cancelled, unless given.</param>
    /// <param name="cancellation">Ends the loop.</param>
    /// <exception cref="MaccorException">
    /// What ended the loop; or that the channel could not be made safe, whatever ended it.
    /// </exception>
    public static Task RunControlLoopAsync(
        this MaccorSession session,
        int channel,
        Func<ChannelReading, DirectControlOutput?> decide,
        TimeSpan? interval = null,
        TimeSpan? duration = null,
        CancellationToken cancellation = default) => RunToEndAsync(
            new DirectControlLoop(session, channel)
            {
                Decide = (reading, _) => Task.FromResult(decide(reading)),
                Interval = interval ?? TimeSpan.FromSeconds(1),
                Duration = duration,
            },
            cancellation);

    /// <summary>
    /// Steers a running test by one of its variables: reads the channel (4, 7), has the value decided, sets it (6, 9) and reads it back
    /// (4, 8), turn by turn. However that ends, the safe value is set; where that fails, the test is suspended.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="number">Which variable, 1 to 15.</param>
    /// <param name="safeValue">The value that keeps the cell safe, whatever happens.</param>
    /// <param name="decide">Decides the next value from what was read; null leaves it as it is.</param>
    /// <param name="interval">From the beginning of a turn to that of the next; 1 s, unless given.</param>
    /// <param name="duration">How long to go on; until the test has completed or it is cancelled, unless given.</param>
    /// <param name="cancellation">Ends the loop.</param>
    /// <exception cref="MaccorException">
    /// What ended the loop; or that the channel could not be made safe, whatever ended it.
    /// </exception>
    public static Task RunVariableLoopAsync(
        this MaccorSession session,
        int channel,
        int number,
        float safeValue,
        Func<ChannelReading, float?> decide,
        TimeSpan? interval = null,
        TimeSpan? duration = null,
        CancellationToken cancellation = default) => RunToEndAsync(
            new VariableControlLoop(session, channel, number)
            {
                SafeValue = safeValue,
                Decide = (reading, _) => Task.FromResult(decide(reading)),
                Interval = interval ?? TimeSpan.FromSeconds(1),
                Duration = duration,
            },
            cancellation);

    /// <summary>Runs a loop to its end, and fails where the channel could not be made safe.</summary>
    internal static async Task RunToEndAsync(ControlLoop loop, CancellationToken cancellation)
    {
        try
        {
            await loop.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (loop.RestProblem is not null)
        {
            // Of two errors the one that a cell is not safe is to be told.
        }

        if (loop.RestProblem is { } problem)
            throw problem;
    }
}
