using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The advanced start of a test (6, 13): appended to an archived one, from another step, with counters preset.</summary>
public sealed record AdvancedTestStart
{
    private const int MostRemovedRecords = 20;

    /// <summary>What a new test is started with. Of it this start uses the names, comment, C-rate and chamber.</summary>
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

    private bool Appends => ArchivedTest.Length > 0;

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
        if (Appends)
            TestName.Check(asked, "ArchivedTest", ArchivedTest, errorId: "InvalidArchivedTest");
        else
            TestName.Check(asked, "TestName", Plan.For(channel).TestName, errorId: "InvalidTestName");
        CheckRange(asked, "RemoveRecords", RemoveRecords, 0, MostRemovedRecords);
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
        if (!(Plan.CRate > 0))
            throw Illegal(asked, FormattableString.Invariant($"CRate is {Plan.CRate} Ah; it must be above 0, and is 1 where it is not used"));
        session.CheckRequest(Functions.AdvancedStart, RequestFor(channel));
    }

    /// <summary>Starts on a channel that is free; other channels that are selected become unselected.</summary>
    /// <exception cref="MaccorInputException">An option is not possible; nothing was sent.</exception>
    /// <exception cref="MaccorStateException">The channel is busy, out of service, or has a test that has ended; nothing was sent.</exception>
    /// <exception cref="MaccorRefusedException">The tester refused.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, or its answer is unknown.</exception>
    public async Task<StartedTest> RunAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        Check(session, channel);
        var request = RequestFor(channel);
        var state = await Readings.ReadStateAsync(session, channel, cancellation).ConfigureAwait(false);
        var asked = session.AskedOf(Functions.AdvancedStart, request);
        Readiness.Check(asked, state, overProblem: true);
        if (!Readiness.IsFree(state))
        {
            // It may be the very test that is to go on: it has to be archived for that, and by whoever means it.
            throw new MaccorStateException(
                asked, "TestOnChannel", $"a test that has ended is still on the channel: its state is {state}. Nothing was sent.");
        }

        await session.CommandAsync(Functions.AdvancedStart, request, cancellation).ConfigureAwait(false);
        return (await StartedTest.ReadAsync(session, [channel], Plan.Procedure, cancellation).ConfigureAwait(false))[0];
    }

    /// <summary>What the start would do to a channel, in words.</summary>
    public string Describe(int channel)
    {
        var procedure = UseArchivedProcedure ? "its own procedure" : $"procedure '{Plan.Procedure}'";
        var start = Appends ? $"go on with archived test '{ArchivedTest}' by {procedure}" : Plan.For(channel).ToString();
        var from = Step is { } step ? $" from step {step}" : "";
        return Readiness.Sentence($"{start}{from}; other channels that are selected become unselected");
    }

    private AdvancedStartRequest RequestFor(int channel) => Plan.Fill(
        new AdvancedStartRequest
        {
            Options = Options,
            ArchivedTestName = ArchivedTest,
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
