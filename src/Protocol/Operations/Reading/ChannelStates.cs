using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>What a channel's state means for a test on it.</summary>
internal static class ChannelStates
{
    /// <summary>Whether no test is on the channel.</summary>
    internal static bool IsFree(ChannelState state) => state is ChannelState.Available or ChannelState.Selected;

    /// <summary>Whether the channel's test has come to an end, and is still on it.</summary>
    internal static bool HasEndedTest(ChannelState state) => state is ChannelState.Completed or ChannelState.Problem;

    /// <summary>Whether a test was started and does not run yet.</summary>
    internal static bool IsStarting(ChannelState state) => state is ChannelState.Start or ChannelState.Starting or ChannelState.Waiting;

    /// <summary>Whether a test is on its way, or halted so that it can go on.</summary>
    internal static bool IsBusy(ChannelState state) => IsStarting(state) || state is ChannelState.Active or ChannelState.Suspended
        or ChannelState.Reset or ChannelState.Blocked or ChannelState.Fra;
}
