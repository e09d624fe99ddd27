using System.Globalization;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The advanced start of a test (6, 13): appended to an archived one, from another step, with counters preset.</summary>
public sealed record AdvancedTestStart
{
    /// <summary>What a new test is started with. Of it this start uses the names, comment, capacity for C-rates and chamber.</summary>
    public TestPlan Plan { get; init; } = new();

    /// <summary>The archived test to append to, with its channel as extension ("Cell 7.003"); empty for a new test.</summary>
    public string ArchivedTest { get; init; } = "";

    /// <summary>Whether to use the archived test's own procedure.</summary>
    public bool UseArchivedProcedure { get; init; }

    /// <summary>Whether to add the time that the test lay on the shelf.</summary>
    public bool AddShelfTime { get; init; }

    /// <summary>How many records to take off the archived test's end, 0 to 20.</summary>
    public int RemoveRecords { get; init; }

    /// <summary>Test time to start with, s; null = 0, or as archived.</summary>
    public float? TestTime { get; init; }

    /// <summary>Step time to start with, s; null = 0, or as archived.</summary>
    public float? StepTime { get; init; }

    /// <summary>Step to start at; null = the first, or as archived.</summary>
    public int? Step { get; init; }

    /// <summary>Cycle to start with; null = the first, or as archived.</summary>
    public int? Cycle { get; init; }

    /// <summary>Turns left of loops 1 to 4; what is missing or null = all, or as archived.</summary>
    public IReadOnlyList<int?> RemainingLoops { get; init; } = [];

    /// <summary>Capacity to start with, Ah; null = 0, or as archived.</summary>
    public float? Capacity { get; init; }

    /// <summary>Energy to start with, Wh; null = 0, or as archived.</summary>
    public float? Energy { get; init; }

    /// <summary>The safety limits to set before; null for those that the test had, or that a new test finds on the channel.</summary>
    public SafetyLimits? Limits { get; init; }

    /// <summary>Whether an archived test goes on with whatever limits the channel has.</summary>
    public bool KeepLimits { get; init; }

    /// <summary>Whether the test is an archived one that goes on.</summary>
    public bool Appends => ArchivedTest.Length > 0;

    /// <summary>The start with the channel's number in the names that have a place for it.</summary>
    public AdvancedTestStart For(int channel) =>
        this with { ArchivedTest = TestName.DataFileFor(ArchivedTest, channel), Plan = Plan.For(channel) };

    /// <summary>Fails where the options do not go together or are beyond what the tester takes; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">An option is not possible.</exception>
    public void Check(MaccorSession session, int channel)
    {
        session.CheckChannel(channel);
        var asked = new Asked(session.Name, Functions.AdvancedStart, channel);
        if (!Appends && (UseArchivedProcedure || AddShelfTime || RemoveRecords != 0))
            throw Illegal(asked, "the archived procedure, shelf time and the removal of records need an archived test to append to");
        if (!UseArchivedProcedure)
            TestName.Check(asked, "Procedure", Plan.Procedure, errorId: "InvalidProcedure");
        var archived = For(channel).ArchivedTest;
        if (Appends)
            TestName.Check(asked, "ArchivedTest", archived, errorId: "InvalidArchivedTest");
        else
            TestName.Check(asked, "TestName", Plan.For(channel).TestName, errorId: "InvalidTestName");
        CheckRange(asked, "RemoveRecords", RemoveRecords, 0, AdvancedStartRequest.MostRemovedRecords);
        CheckRange(asked, "Step", Step, 1, short.MaxValue);
        CheckRange(asked, "Cycle", Cycle, 0, int.MaxValue);
        if (RemainingLoops.Count > 4)
            throw Illegal(asked, $"there are {RemainingLoops.Count} numbers of remaining loops, and a procedure has 4 loops");
        foreach (var turns in RemainingLoops)
            CheckRange(asked, "RemainingLoop", turns, 0, short.MaxValue);
        CheckAmount(asked, "TestTime", TestTime, "s");
        CheckAmount(asked, "StepTime", StepTime, "s");
        CheckAmount(asked, "Capacity", Capacity, "Ah");
        CheckAmount(asked, "Energy", Energy, "Wh");
        if (KeepLimits && Limits is not null)
            throw Illegal(asked, "limits are given, and the channel's are to be kept");
        TestPlan.CheckPositive(asked, nameof(Plan.CapacityAh), Plan.CapacityAh ?? TestPlan.CapacityIfNone, "Ah");
        session.CheckRequest(Functions.AdvancedStart, RequestFor(channel));
    }

    /// <summary>What the start would do to a channel, in words.</summary>
    public string Describe(int channel)
    {
        var own = For(channel);
        var procedure = UseArchivedProcedure ? "its own procedure" : $"procedure '{Plan.Procedure}'";
        var rate = Plan.CapacityAh is { } capacity ? FormattableString.Invariant($", C-rates by {capacity} Ah") : "";
        var room = Plan.Chamber is { } chamber and not 0 ? $", in chamber {chamber}" : "";
        var start = Appends ? $"go on with archived test '{own.ArchivedTest}' by {procedure}{rate}{room}" : own.Plan.ToString();
        return Readiness.Sentence(
            Limits is null ? null : $"set the safety limits {Limits}",
            $"{start}{DescribePresets()}; other channels that are selected become unselected");
    }

    /// <summary>What is not given, and what that means for the cell, in words; empty where all is given.</summary>
    public string DescribeNotGiven() => TestStart.NotGiven(Plan.CapacityAh is null, Limits is null);

    private string DescribePresets() => string.Concat(
        Preset(" from step {0}", Step),
        Preset(", with cycle {0}", Cycle),
        Preset(", with a test time of {0} s", TestTime),
        Preset(", with a step time of {0} s", StepTime),
        Preset(", with {0} Ah", Capacity),
        Preset(", with {0} Wh", Energy),
        Preset(", with {0} turns left of its loops", RemainingLoops.Any(turns => turns is not null) ? TurnsInWords() : null),
        Preset(", without its last {0} records", RemoveRecords == 0 ? null : RemoveRecords),
        AddShelfTime ? ", with the time that it lay on the shelf" : "");

    private string TurnsInWords() =>
        string.Join(", ", RemainingLoops.Select(turns => turns?.ToString(CultureInfo.InvariantCulture) ?? "all"));

    private static string Preset(string words, object? value) =>
        value is null ? "" : string.Format(CultureInfo.InvariantCulture, words, value);

    // An archived test keeps its name. If it were sent as the name of a new test, the tester would refuse it as taken.
    internal TestPlan PlanOfNames => Appends ? Plan with { TestName = TestName.Random } : Plan;

    internal AdvancedStartRequest RequestFor(int channel) => PlanOfNames.Fill(
        new AdvancedStartRequest
        {
            Options = Options,
            ArchivedTestName = For(channel).ArchivedTest,
            RemoveLastDataRecords = (byte)RemoveRecords,
            TestTime = TestTime ?? -1,
            StepTime = StepTime ?? -1,
            TestStep = (short)(Step ?? -1),
            Cycle = Cycle ?? -1,
            RemainingLoop1 = Turns(0),
            RemainingLoop2 = Turns(1),
            RemainingLoop3 = Turns(2),
            RemainingLoop4 = Turns(3),
            Capacity = Capacity ?? -1,
            Energy = Energy ?? -1,
        },
        channel);

    private byte Options => (byte)(
        (Appends ? AdvancedStartRequest.AppendToArchived : 0)
        | (UseArchivedProcedure ? AdvancedStartRequest.UseArchivedProcedure : 0)
        | (AddShelfTime ? AdvancedStartRequest.AddShelfTime : 0));

    private short Turns(int loop) => (short)((loop < RemainingLoops.Count ? RemainingLoops[loop] : null) ?? -1);

    private static void CheckRange(Asked asked, string name, int? value, int least, int most)
    {
        if (value < least || value > most)
            throw Illegal(asked, $"{name} is {value}, outside {least} to {most}");
    }

    private static void CheckAmount(Asked asked, string name, float? value, string unit)
    {
        if (value is { } amount && !(amount >= 0))
            throw Illegal(asked, FormattableString.Invariant($"{name} is {amount} {unit}; it cannot be below 0"));
    }

    private static MaccorInputException Illegal(Asked asked, string what) =>
        new(asked, "IllegalStartOption", what + ".");
}
