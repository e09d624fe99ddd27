using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Ends direct control of a channel: rest (6, 8), then suspends the test (6, 3), as the tester's own watchdog does, or resets the
/// channel (6, 5), which frees it.
/// </summary>
public sealed class DirectControlStop
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether to reset the channel, so that it is free for the next test, in place of suspending it.</summary>
    public bool Reset { get; init; }

    /// <summary>Stops, and reads back that no current flows.</summary>
    /// <returns>The channel's status at the end.</returns>
    /// <exception cref="MaccorRefusedException">The channel runs a procedure. One on which nothing runs is stopped already, and no error.</exception>
    /// <exception cref="MaccorStateException">Current still flows.</exception>
    /// <exception cref="MaccorException">The tester refused, or could not be reached.</exception>
    public async Task<ChannelStatus> StopAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        session.CheckChannel(channel);
        var control = DrivenChannels.Of(session).Find(channel);
        var refusal = await RestAsync(session, channel, control, cancellation).ConfigureAwait(false);
        if (refusal is null)
            await EndAsync(session, channel, cancellation).ConfigureAwait(false);
        else if (Reset)
            await ResetStoppedAsync(session, channel, control, refusal, cancellation).ConfigureAwait(false);

        var status = await DirectControlRest.VerifyNoCurrentAsync(session, channel, cancellation).ConfigureAwait(false);
        // A suspended test can be resumed, and is under direct control again then.
        if (status.State != ChannelState.Suspended)
            DrivenChannels.Of(session).Forget(channel, control);
        return status;
    }

    // Gives the refusal where the test was stopped before: by a safety limit, the watchdog, somebody.
    private static async Task<MaccorRefusedException?> RestAsync(
        MaccorSession session, int channel, DirectControl? control, CancellationToken cancellation)
    {
        var problem = await DirectControlRest
            .TrySetAsync(session, channel, LongestRest, readBack: true, driver: null, cancellation).ConfigureAwait(false);
        if (problem is null or MaccorRefusedException { Result.Code: DirectOutputResult.NotActive })
            return (MaccorRefusedException?)problem;
        // What ends the test takes another connection than rest, and stops the current too.
        if (problem is not MaccorRefusedException && control is not null && await MayBeOnChannelAsync(control, cancellation).ConfigureAwait(false))
            return null;
        throw problem;
    }

    private static async Task<bool> MayBeOnChannelAsync(DirectControl control, CancellationToken cancellation)
    {
        try
        {
            return !await control.IsGoneAsync(cancellation).ConfigureAwait(false);
        }
        catch (MaccorException)
        {
            return false;
        }
    }

    private async Task EndAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        var function = Reset ? Functions.Reset : Functions.Suspend;
        await session.CommandAsync(function, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        var state = await session.Clock.PollAsync(
            token => session.ReadStateAsync(channel, token), state => state != ChannelState.Active, Pause, Patience, cancellation).ConfigureAwait(false);
        if (state == ChannelState.Active)
        {
            throw new MaccorStateException(
                new Asked(session.Name, function, channel), "StillActive", "the channel is at rest, and its test is still active.");
        }
    }

    // Only the direct test that this session started: another one may have taken its place.
    private async Task ResetStoppedAsync(
        MaccorSession session, int channel, DirectControl? control, MaccorRefusedException refusal, CancellationToken cancellation)
    {
        if (Readiness.IsFree(await session.ReadStateAsync(channel, cancellation).ConfigureAwait(false)))
            return;
        if (control is null || !await control.IsOnChannelAsync(cancellation).ConfigureAwait(false))
            throw refusal;
        await EndAsync(session, channel, cancellation).ConfigureAwait(false);
    }
}
