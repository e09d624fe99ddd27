using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The end of a channel's direct control.</summary>
/// <param name="reset">Whether to reset the channel, so that it is free for the next test, in place of suspending it.</param>
internal sealed class DirectControlStop(bool reset)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    internal async Task<ChannelStatus> StopAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        session.CheckChannel(channel);
        var control = DrivenChannels.Of(session).Find(channel);
        var refusal = await RestAsync(session, channel, control, cancellation).ConfigureAwait(false);
        if (refusal is null)
            await EndAsync(session, channel, cancellation).ConfigureAwait(false);
        else if (reset)
            await ResetStoppedAsync(session, channel, refusal, cancellation).ConfigureAwait(false);

        var status = await DirectControlRest.VerifyNoCurrentAsync(session, channel, cancellation).ConfigureAwait(false);
        // A suspended test can be resumed, and is under direct control again then.
        if (status.State != ChannelState.Suspended)
            DrivenChannels.Of(session).Forget(channel, control);
        return status;
    }

    /// <summary>Whether a channel on which direct mode is not active may be reset all the same.</summary>
    // Only of the direct test that this session started: another one may have taken its place.
    internal static async Task<bool> MayResetAsync(
        MaccorSession session, int channel, ChannelState state, CancellationToken cancellation) =>
        ChannelStates.IsFree(state)
        || (DrivenChannels.Of(session).Find(channel) is { } control && await control.IsOnChannelAsync(cancellation).ConfigureAwait(false));

    // Gives the refusal where the test was stopped before: by a safety limit, the watchdog, somebody.
    private static async Task<MaccorRefusedException?> RestAsync(
        MaccorSession session, int channel, DirectControl? control, CancellationToken cancellation)
    {
        var problem = await DirectControlRest
            .TrySetAsync(session, channel, LongestRest, readBack: true, driver: null, cancellation).ConfigureAwait(false);
        if (problem is null or MaccorRefusedException { Result.Code: DirectOutputResult.NotActive })
            return (MaccorRefusedException?)problem;
        // A suspend or reset goes over another connection than rest, and stops the current too.
        if (problem is not MaccorRefusedException && control is not null
            && await MayBeOnChannelAsync(control, cancellation).ConfigureAwait(false))
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
        var function = reset ? Functions.Reset : Functions.Suspend;
        await session.CommandAsync(function, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        var state = await session.Clock.PollAsync(
            token => session.ReadStateAsync(channel, token),
            state => state != ChannelState.Active,
            Pause,
            Patience,
            cancellation).ConfigureAwait(false);
        if (state == ChannelState.Active)
        {
            throw new MaccorStateException(
                new Asked(session.Name, function, channel), "StillActive", "the channel is at rest, and its test is still active.");
        }
    }

    private async Task ResetStoppedAsync(
        MaccorSession session, int channel, MaccorRefusedException refusal, CancellationToken cancellation)
    {
        var state = await session.ReadStateAsync(channel, cancellation).ConfigureAwait(false);
        if (!await MayResetAsync(session, channel, state, cancellation).ConfigureAwait(false))
            throw refusal;
        if (!ChannelStates.IsFree(state))
            await EndAsync(session, channel, cancellation).ConfigureAwait(false);
    }
}
