using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Takes channels in direct control, and ends it. A session keeps in mind what it drives.</summary>
public static class DirectControlExtensions
{
    /// <summary>
    /// Starts direct mode: reads the state (4, 1), resets a channel whose test is complete (6, 5), sets and verifies the safety
    /// limits (6, 10), starts at 0 A (6, 7), and waits until the tester takes an output, which is rest.
    /// </summary>
    /// <exception cref="MaccorInputException">A value is not possible; nothing was sent.</exception>
    /// <exception cref="MaccorSafetyLimitException">Limits are missing, or the tester did not take them; direct mode was not
    /// started.</exception>
    /// <exception cref="MaccorStateException">
    /// The tester has no direct mode, or the channel is in use: nothing was changed. Or direct mode was started and did not become
    /// ready: no current flows.
    /// </exception>
    /// <exception cref="MaccorException">The tester refused, or could not be reached.</exception>
    public static Task<DirectControl> StartDirectControlAsync(
        this MaccorSession session, int channel, DirectControlStart start, CancellationToken cancellation = default) =>
        start.StartAsync(session, channel, cancellation);

    /// <summary>Fails where a start would change nothing: (3, 1), read once in a session.</summary>
    /// <exception cref="MaccorInputException">A value is not possible.</exception>
    /// <exception cref="MaccorSafetyLimitException">Limits are missing.</exception>
    /// <exception cref="MaccorStateException">The tester has no direct mode.</exception>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public static Task CheckDirectControlAsync(
        this MaccorSession session, int channel, DirectControlStart start, CancellationToken cancellation = default) =>
        start.CheckAsync(session, channel, cancellation);

    /// <summary>Sets a channel's output (6, 8), not less than 100 ms after the last one; rest confirmed by the tester.</summary>
    /// <exception cref="MaccorInputException">A value is beyond the channel's specification or its safety limits; nothing was
    /// sent.</exception>
    /// <exception cref="MaccorRefusedException">The tester refused: direct mode is not active, for one.</exception>
    /// <exception cref="MaccorStateException">The channel was made safe before the output could be sent, or a control loop drives
    /// it.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, or the outcome is unknown.</exception>
    public static Task SetDirectOutputAsync(
        this MaccorSession session, int channel, DirectControlOutput output, CancellationToken cancellation = default) =>
        output.SetAsync(session, channel, driver: null, cancellation);

    /// <summary>Fails where an output would not be sent: (3, 1), read once in a session.</summary>
    /// <exception cref="MaccorInputException">A value is beyond the channel's specification or its safety limits.</exception>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public static Task CheckDirectOutputAsync(
        this MaccorSession session, int channel, DirectControlOutput output, CancellationToken cancellation = default) =>
        output.CheckAsync(session, channel, cancellation);

    /// <summary>
    /// Ends direct control of a channel: rest (6, 8), then suspends the test (6, 3), as the tester's own watchdog does, or resets the
    /// channel (6, 5), which frees it. It is read back that no current flows.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="reset">Whether to reset the channel, so that it is free for the next test, in place of suspending it.</param>
    /// <param name="cancellation">Ends the wait for the answers.</param>
    /// <returns>The channel's status at the end.</returns>
    /// <exception cref="MaccorRefusedException">The channel runs a procedure. One on which nothing runs is stopped already, and no
    /// error.</exception>
    /// <exception cref="MaccorStateException">Current still flows.</exception>
    /// <exception cref="MaccorException">The tester refused, or could not be reached.</exception>
    public static Task<ChannelStatus> StopDirectControlAsync(
        this MaccorSession session, int channel, bool reset = false, CancellationToken cancellation = default) =>
        new DirectControlStop(reset).StopAsync(session, channel, cancellation);

    /// <summary>
    /// Sets to rest what an owner is responsible for, over whatever session of a group, all at the same time; leaves those channels alone
    /// that are to keep running. Those that are at rest then are left alone from now on, until they are driven again. It takes a few
    /// seconds at most.
    /// </summary>
    /// <returns>What went wrong, by channel.</returns>
    public static async Task<IReadOnlyList<MaccorException>> AbandonOwnedByAsync(this SessionGroup group, object owner)
    {
        var ending = group.Members.Select(DrivenChannels.Of).Select(driven => driven.AbandonAsync(owner));
        return [.. (await Task.WhenAll(ending).ConfigureAwait(false)).SelectMany(problems => problems)];
    }

    /// <summary>Closes a session as its DisposeAsync does, which sets to rest what it drives, and tells how that went.</summary>
    /// <returns>What went wrong, by channel.</returns>
    public static async Task<IReadOnlyList<MaccorException>> CloseAsync(this MaccorSession session)
    {
        await session.DisposeAsync().ConfigureAwait(false);
        return DrivenChannels.Of(session).Unrest;
    }

    /// <summary>The channels that would be set to rest if a session closed, counted from 1.</summary>
    public static IReadOnlyList<int> GetChannelsToRest(this MaccorSession session) => DrivenChannels.Of(session).ToRest;
}
