using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>What a watch tells of the channels that it looks at.</summary>
public enum WatchFor : long
{
    /// <summary>Their last state only.</summary>
    Last,

    /// <summary>Each change of state, beginning with the state found first.</summary>
    Changes,

    /// <summary>A reading at each look.</summary>
    Everything,
}

/// <summary>How to watch channels: how often, how long, and what to tell of them.</summary>
public sealed class ChannelWatch
{
    /// <summary>Time from one look to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to watch at most; null for as long as it takes. There is one look at least.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>How long a tester may be away.</summary>
    public TimeSpan LongestAbsence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What to tell of each channel.</summary>
    public WatchFor For { get; init; } = WatchFor.Last;

    /// <summary>
    /// Whether a channel in a state need not be looked at any more; by default where a test has ended or cannot go on by itself.
    /// </summary>
    public Func<ChannelState, bool> IsLast { get; init; } = state => ChannelReading.EndsWait(state) || IsStuck(state);

    /// <summary>Told of a tester's absence and return; null for nobody.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Told after each look which channels are left, with the states last seen; null for nobody.</summary>
    public Action<IReadOnlyDictionary<int, ChannelState?>>? Looked { get; init; }

    /// <summary>Whether a channel goes no further before somebody has seen to it.</summary>
    public static bool IsStuck(ChannelState state) => state is ChannelState.Problem or ChannelState.PowerFail
        or ChannelState.NoController or ChannelState.Shutdown or ChannelState.NotAvailable;
}
