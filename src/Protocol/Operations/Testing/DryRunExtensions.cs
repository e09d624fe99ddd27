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
        if (from.Contains(state))
            return;
        var asked = new Asked(session.Name, function, channel);
        throw new MaccorStateException(
            asked, "WrongState", $"the tester would refuse: the channel is {state}, not {string.Join(" or ", from)}. Nothing was sent.")
        {
            State = state,
        };
    }

    /// <summary>Fails where direct mode could not be started on a channel as it is: see <see cref="CheckStateAsync"/>.</summary>
    /// <exception cref="MaccorStateException">The channel is in use, or its last test was stopped by a problem.</exception>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task CheckReadyAsync(this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var state = await session.ReadSettledStateAsync(channel, cancellation).ConfigureAwait(false);
        Readiness.Check(new Asked(session.Name, Functions.StartDirect, channel), state, overProblem: false);
    }
}
