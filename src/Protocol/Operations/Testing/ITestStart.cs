using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>A start of tests that is looked at first and carried out then: on one channel, or on several together.</summary>
public interface ITestStart
{
    /// <summary>The tester.</summary>
    MaccorSession Session { get; }

    /// <summary>The channels, counted from 1.</summary>
    IReadOnlyList<int> Channels { get; }

    /// <summary>The channels whose states decide whether the start is possible; null for all of the tester's.</summary>
    IReadOnlyCollection<int>? ChannelsToLookAt { get; }

    /// <summary>Fails where nothing could be started, by what is asked and by the channels' states; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">What is asked is not possible on any tester.</exception>
    /// <exception cref="MaccorStateException">A channel's state does not let a test start.</exception>
    void Check(IReadOnlyDictionary<int, ChannelState> states);

    /// <summary>What the start would do to the channels in their states, in words.</summary>
    string Describe(IReadOnlyDictionary<int, ChannelState> states);

    /// <summary>Carries the start out.</summary>
    /// <exception cref="MaccorException">The start is not possible, or the tester refused it, or could not be reached.</exception>
    Task<IReadOnlyList<StartedTest>> RunAsync(CancellationToken cancellation = default);
}
