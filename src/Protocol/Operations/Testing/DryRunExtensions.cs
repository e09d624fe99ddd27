using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What can be told of a command without giving it: that a tester refuses it in the state which its channel has.</summary>
public static class DryRunExtensions
{
    /// <summary>Fails where the tester would refuse a command: reads the channel's state (4, 1), and changes nothing.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="function">The command.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="from">The states that the command wants.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <exception cref="MaccorStateException">The channel has another state.</exception>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task CheckStateAsync(
        this MaccorSession session,
        Function function,
        int channel,
        IReadOnlyCollection<ChannelState> from,
        CancellationToken cancellation = default)
    {
        var state = await session.ReadStateAsync(channel, cancellation).ConfigureAwait(false);
        if (!from.Contains(state))
            throw Wrong(session, function, channel, state, $"the channel is {state}, not {string.Join(" or ", from)}");
    }

    /// <summary>The error of a command that the tester would refuse as its channel is.</summary>
    internal static MaccorStateException Wrong(MaccorSession session, Function function, int channel, ChannelState state, string what) =>
        new(new Asked(session.Name, function, channel), "WrongState", $"the tester would refuse: {what}. Nothing was sent.")
        {
            State = state,
        };
}
