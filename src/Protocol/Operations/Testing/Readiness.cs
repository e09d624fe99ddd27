using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Whether a channel's state lets a test start on it, and how to free it of one that has ended.</summary>
internal static class Readiness
{
    /// <summary>Fails where nothing can be started.</summary>
    /// <param name="asked">What was asked of whom.</param>
    /// <param name="state">The channel's state.</param>
    /// <param name="overProblem">Whether a test that was stopped by a problem may be taken off.</param>
    internal static void Check(Asked asked, ChannelState state, bool overProblem)
    {
        if (ChannelStates.IsFree(state) || state == ChannelState.Completed || (state == ChannelState.Problem && overProblem))
            return;
        if (state == ChannelState.Problem)
        {
            throw new MaccorStateException(
                asked, "ChannelProblem", "the channel's last test was stopped by a problem. Nothing was sent.");
        }

        if (ChannelStates.IsBusy(state))
        {
            throw new MaccorStateException(
                asked, "ChannelBusy", $"the channel is busy: its state is {state}. Nothing was sent.")
            { State = state };
        }

        if (state == ChannelState.PowerFail)
        {
            throw new MaccorStateException(
                asked, "TestInterrupted", "a power failure has cut off the channel's test, and nobody has seen to it. Nothing was sent.");
        }

        throw Unavailable(asked, state);
    }

    internal static MaccorStateException Unavailable(Asked asked, ChannelState state) =>
        new(asked, "ChannelUnavailable", $"the channel is out of service: its state is {state}. Nothing was sent.");

    /// <summary>Resets a channel whose test has ended, and waits until it is free. The test's data file stays on the tester.</summary>
    internal static async Task FreeAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        var request = new ChannelRequest { Channel = channel };
        await session.CommandAsync(Functions.Reset, request, cancellation).ConfigureAwait(false);
        await FreedAsync(session, session.AskedOf(Functions.Reset, request), cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits until a channel that a command has freed shows it.</summary>
    internal static async Task FreedAsync(MaccorSession session, Asked asked, CancellationToken cancellation)
    {
        var state = await session.Clock.PollAsync(
            token => session.ReadStateAsync(asked.Channel!.Value, token),
            ChannelStates.IsFree,
            ReadingExtensions.BetweenLooks,
            ReadingExtensions.LongestReset,
            cancellation).ConfigureAwait(false);
        if (!ChannelStates.IsFree(state))
        {
            throw new MaccorStateException(
                asked, "ChannelNotFreed", $"the tester took the command and the channel is still {state}. Nothing was started.");
        }
    }

    /// <summary>What is going to be done, one thing after the other.</summary>
    internal static string Sentence(params string?[] parts)
    {
        var text = string.Join(", then ", parts.Where(part => part is not null));
        return char.ToUpperInvariant(text[0]) + text.Substring(1);
    }
}
