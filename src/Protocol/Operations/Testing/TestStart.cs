using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The start of a test on one channel: what is asked for.</summary>
/// <param name="Channel">The channel, counted from 1.</param>
/// <param name="Plan">What to start, with the test name as given.</param>
public sealed record TestStart(int Channel, TestPlan Plan)
{
    /// <summary>The safety limits to set before; null to leave them as they are.</summary>
    public SafetyLimits? Limits { get; init; }

    /// <summary>Whether a test that was stopped by a problem may be taken off the channel, as one that was completed is.</summary>
    public bool OverProblem { get; init; }

    /// <summary>Fails where nothing could be started, by what is asked and by the channel's state; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">What is asked is not possible on any tester.</exception>
    /// <exception cref="MaccorStateException">The channel's state does not let a test start.</exception>
    public void Check(MaccorSession session, ChannelState state)
    {
        Plan.Check(session, Channel);
        Readiness.Check(new Asked(session.Name, Functions.StartTest, Channel), state, OverProblem);
    }

    /// <summary>What the start would do to the channel in its state, in words.</summary>
    public string Describe(ChannelState state) => Readiness.Sentence(
        ChannelStates.IsFree(state) ? null : $"reset the channel, which frees it of its test ({state}; the data file stays on the tester)",
        Limits is null ? null : $"set the safety limits {Limits}",
        Plan.For(Channel).ToString());

    /// <summary>What is not given, and what that means for the cell, in words; empty where all is given.</summary>
    public string DescribeNotGiven() => NotGiven(Plan.CapacityAh is null, Limits is null);

    internal static string NotGiven(bool capacity, bool limits)
    {
        string?[] parts =
        [
            capacity ? FormattableString.Invariant($"C-rates, if the procedure has any, by {TestPlan.CapacityIfNone} Ah") : null,
            limits ? "the safety limits that the channel has" : null,
        ];
        var list = string.Join(", ", parts.Where(part => part is not null));
        return list.Length == 0 ? "" : $"; not given, so: {list}";
    }
}
