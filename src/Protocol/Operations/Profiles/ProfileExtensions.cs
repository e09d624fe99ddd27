using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Plays a profile on one channel. A <see cref="ProfileLoop"/> itself can be looked at while it runs, pauses where wanted, and runs beside
/// others in <see cref="ControlLoops"/>.
/// </summary>
public static class ProfileExtensions
{
    /// <summary>
    /// Plays a profile on a channel in direct mode: checks each row, then sets its output (6, 8) when it is due. However that ends, the
    /// channel is set to rest, and it is read back that no current flows.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="currentLimit">The current not to be passed by rows that have none, A; rows of a voltage alone need it.</param>
    /// <param name="cancellation">Ends the profile.</param>
    /// <exception cref="MaccorInputException">A row asks for something that is not possible; nothing was set.</exception>
    /// <exception cref="MaccorException">
    /// What ended the profile; or that the channel could not be made safe, whatever ended it.
    /// </exception>
    public static async Task PlayProfileAsync(
        this MaccorSession session,
        int channel,
        OutputProfile profile,
        float? currentLimit = null,
        CancellationToken cancellation = default)
    {
        var loop = new ProfileLoop(session, channel, profile) { CurrentLimit = currentLimit };
        await loop.CheckAsync(cancellation).ConfigureAwait(false);
        await ControlLoopExtensions.RunToEndAsync(loop, cancellation).ConfigureAwait(false);
    }
}
