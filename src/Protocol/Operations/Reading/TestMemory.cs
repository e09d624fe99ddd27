using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// With what tests were started in a session. MacNet tells neither a test's capacity for C-rates nor its limits, nor what its variables
/// were before a power failure, and a test that goes on must not get others.
/// </summary>
internal sealed class TestMemory
{
    private readonly object gate = new();
    private readonly Dictionary<int, SafetyLimits> limits = [];
    private readonly Dictionary<int, IReadOnlyList<KeyValuePair<int, float>>> variables = [];
    private readonly Dictionary<int, RememberedTest> onChannels = [];
    private readonly Dictionary<string, RememberedTest> byDataFile = new(StringComparer.OrdinalIgnoreCase);

    internal static TestMemory Of(MaccorSession session) => session.GetPart(_ => new TestMemory());

    /// <summary>Notes the limits that a channel has from now on.</summary>
    // What is given away can be changed, in a script even where it is for initializers alone.
    internal void LimitsSet(int channel, SafetyLimits inForce)
    {
        lock (gate)
            limits[channel] = inForce with { };
    }

    /// <summary>
    /// Notes that limits were set anew, perhaps while a test was running: which of them it is to go on with is not known.
    /// </summary>
    internal void LimitsChanged(int channel)
    {
        lock (gate)
        {
            if (onChannels.TryGetValue(channel, out var test))
                test.Limits = LimitsOfTest.Uncertain;
        }
    }

    /// <summary>Notes a variable that a channel has from now on, and with it the test that is on the channel.</summary>
    internal void VariableSet(int channel, int number, float value)
    {
        lock (gate)
        {
            variables[channel] = With(variables.TryGetValue(channel, out var set) ? set : [], number, value);
            if (onChannels.TryGetValue(channel, out var test) && !test.HasEnded)
                test.Variables = With(test.Variables, number, value);
        }
    }

    /// <summary>Notes a test that was started, or goes on.</summary>
    internal void Started(int channel, NamesReply names, float capacityAh, byte chamber)
    {
        if (names.TestName.Length == 0)
            return;
        lock (gate)
        {
            var known = limits.TryGetValue(channel, out var set) ? new LimitsOfTest(set) : LimitsOfTest.LeftAlone;
            var test = new RememberedTest(channel, names.TestName, names.ProcedureName)
            {
                CapacityAh = capacityAh,
                Chamber = chamber,
                Limits = known,
                Variables = variables.TryGetValue(channel, out var values) ? values : [],
            };
            onChannels[channel] = byDataFile[test.DataFile] = test;
        }
    }

    /// <summary>Notes that a channel's test has ended, or was stopped by somebody.</summary>
    internal void Ended(int channel)
    {
        lock (gate)
        {
            if (onChannels.TryGetValue(channel, out var test))
                test.HasEnded = true;
        }
    }

    /// <summary>Notes a state that was seen: whoever saw a test's end does not take it for one that was cut off.</summary>
    internal void Saw(int channel, ChannelState state)
    {
        if (ChannelStates.HasEndedTest(state))
            Ended(channel);
        else if (state == ChannelState.PowerFail)
            CutOff(channel);
    }

    /// <summary>What is known of a test by its data file; null for nothing.</summary>
    internal RememberedTest? Find(string dataFile)
    {
        lock (gate)
            return byDataFile.TryGetValue(dataFile, out var test) ? test : null;
    }

    /// <summary>The tests whose end was not seen, the last of each channel.</summary>
    internal IReadOnlyList<RememberedTest> Unended(IReadOnlyCollection<int> channels)
    {
        lock (gate)
            return [.. onChannels.Values.Where(test => !test.HasEnded && channels.Contains(test.Channel)).OrderBy(test => test.Channel)];
    }

    // The test had its variables; the next one on the channel has only those that are set from now on.
    private void CutOff(int channel)
    {
        lock (gate)
        {
            if (!onChannels.TryGetValue(channel, out var test) || test.IsCutOff)
                return;
            test.IsCutOff = true;
            variables.Remove(channel);
        }
    }

    private static IReadOnlyList<KeyValuePair<int, float>> With(IReadOnlyList<KeyValuePair<int, float>> set, int number, float value) =>
        [.. set.Where(variable => variable.Key != number).Append(new(number, value)).OrderBy(variable => variable.Key)];
}

/// <summary>What a session remembers of a test that it started.</summary>
internal sealed class RememberedTest(int channel, string testName, string procedure)
{
    /// <summary>A test that somebody else started.</summary>
    internal static RememberedTest Unknown(int channel, string testName, string procedure) =>
        new(channel, testName, procedure) { Limits = LimitsOfTest.Uncertain };

    internal int Channel => channel;

    internal string TestName => testName;

    internal string Procedure => procedure;

    internal string DataFile => Operations.TestName.DataFile(testName, channel);

    internal float? CapacityAh { get; init; }

    internal byte? Chamber { get; init; }

    internal LimitsOfTest Limits { get; set; } = LimitsOfTest.LeftAlone;

    /// <summary>The variables that this session set, with the values that it set last.</summary>
    internal IReadOnlyList<KeyValuePair<int, float>> Variables { get; set; } = [];

    internal bool HasEnded { get; set; }

    internal bool IsCutOff { get; set; }

    /// <summary>The variables as those of the channel on which the test is to go on.</summary>
    internal IReadOnlyList<ChannelVariable> VariablesOn(MaccorSession session, int channel) =>
        [.. Variables.Select(variable => new ChannelVariable
        {
            Session = session.Name,
            Channel = channel,
            Number = variable.Key,
            Value = variable.Value,
        })];
}

/// <summary>The limits of a test: as they were set, left alone by this session, or not certain.</summary>
internal sealed record LimitsOfTest(SafetyLimits? Set)
{
    internal static LimitsOfTest LeftAlone { get; } = new((SafetyLimits?)null);

    internal static LimitsOfTest Uncertain { get; } = new((SafetyLimits?)null);

    internal bool AreKnown => !ReferenceEquals(this, Uncertain);
}
