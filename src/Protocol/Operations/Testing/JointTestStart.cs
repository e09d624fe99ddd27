using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The start of one test on several channels of a tester with one message: what is asked for.</summary>
/// <param name="Starts">The start of each channel; all with the same plan.</param>
public sealed record JointTestStart(IReadOnlyList<TestStart> Starts)
{
    /// <summary>The channels, counted from 1.</summary>
    public IReadOnlyList<int> Channels { get; } = [.. Starts.Select(start => start.Channel).Distinct()];

    /// <summary>The first start of each channel.</summary>
    internal IReadOnlyList<TestStart> OneForEach { get; } = [.. Starts.GroupBy(start => start.Channel).Select(same => same.First())];

    /// <summary>What to start.</summary>
    public TestPlan Plan => Starts[0].Plan;

    /// <summary>
    /// Fails where nothing could be started, by what is asked and by the states of all channels of the tester; nothing is sent.
    /// </summary>
    /// <exception cref="MaccorInputException">What is asked is not possible.</exception>
    /// <exception cref="MaccorStateException">A channel's state does not let a test start, or another channel is selected.</exception>
    public void Check(MaccorSession session, IReadOnlyDictionary<int, ChannelState> states)
    {
        var asked = AskedOf(session);
        if (Starts.Any(start => start.Plan != Plan))
            throw Illegal(asked, "DifferentPlans", "channels that start together start one test, and these have different ones");
        if (TestName.HasPlaceholder(Plan.TestName))
            throw Illegal(
                asked,
                "NameForEachTogether",
                $"the test name '{Plan.TestName}' would be different for each channel, and one message carries one name");
        if (Plan.Regime.Length > 0)
            throw Illegal(asked, "RegimeTogether", "a regime starts on one channel only");
        foreach (var start in Starts)
            start.Check(session, states[start.Channel]);
        CheckOthers(session, states);
        session.CheckRequest(Functions.StartTest, Plan.StartRequest(ChannelMessage.AllSelected));
    }

    /// <summary>What the start would do to the channels in their states, in words.</summary>
    public string Describe(IReadOnlyDictionary<int, ChannelState> states)
    {
        int[] ended = [.. Channels.Where(channel => !ChannelStates.IsFree(states[channel]))];
        var limits = string.Join(
            " / ", Starts.Where(start => start.Limits is not null).Select(start => start.Limits!.ToString()).Distinct());
        return Readiness.Sentence(
            ended.Length == 0 ? null : $"reset {ChannelList.Named(ended)}, which frees of ended tests (the data files stay on the tester)",
            limits.Length == 0 ? null : $"set the safety limits {limits}",
            $"select the channels, {Plan} on all of them with one message");
    }

    /// <summary>What is not given, and what that means for the cells, in words; empty where all is given.</summary>
    public string DescribeNotGiven() => TestStart.NotGiven(Plan.CapacityAh is null, Starts.Any(start => start.Limits is null));

    internal void CheckOthers(MaccorSession session, IReadOnlyDictionary<int, ChannelState> states)
    {
        int[] others = [.. states.Where(item => item.Value == ChannelState.Selected).Select(item => item.Key).Except(Channels)];
        if (others.Length == 0)
            return;
        throw new MaccorStateException(
            AskedOf(session), "OthersSelected", $"{ChannelList.Named(others)} of the tester would start too, being selected already. Nothing was started.")
        { OtherChannels = others };
    }

    private static Asked AskedOf(MaccorSession session) => new(session.Name, Functions.StartTest, ChannelMessage.AllSelected);

    private static MaccorInputException Illegal(Asked asked, string errorId, string what) =>
        new(asked, errorId, what + ".");
}
