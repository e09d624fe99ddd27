using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// The advanced start: goes on with an archived test, or starts a new one from another step and with other counters. (4, 1), (6, 13),
/// (4, 1) and (4, 6): four messages a channel, and (6, 10) where it has limits. An archived test keeps capacity and limits that it had.
/// </summary>
[Cmdlet(VerbsLifecycle.Restart, "MaccorTest", SupportsShouldProcess = true, DefaultParameterSetName = GivenSet)]
[OutputType(typeof(StartedTest))]
public sealed class RestartMaccorTest : TestPlanCmdlet
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ChannelTransformation(LeavesWords = true)]
    [ArgumentCompleter(typeof(ChannelOrNextCompleter))]
    public override int[] Channel
    {
        get => base.Channel;
        set => base.Channel = value;
    }

    /// <summary>
    /// The archived test to go on with, with its channel as extension: 'Cell 7.003'. {channel} in it stands for the channel's number,
    /// as in 'Cell {channel}.{channel}'. A new test starts, unless given.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = GivenSet)]
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [Alias("DataFile")]
    public string ArchivedTest { get; set; } = "";

    /// <summary>The procedure, without ".000"; the archived test's own, unless given. A new test needs one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProcedureCompleter))]
    public string? Procedure { get; set; }

    /// <summary>Adds the time that the archived test lay on the shelf to its test time.</summary>
    [Parameter]
    public SwitchParameter AddShelfTime { get; set; }

    /// <summary>How many records to take off the archived test's end.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(0, 20)]
    [NoCompletion]
    public int RemoveRecord { get; set; }

    /// <summary>The step to start at; the first, or as archived, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public int? Step { get; set; }

    /// <summary>The cycle to start with; the first, or as archived, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public int? Cycle { get; set; }

    /// <summary>Turns left of loops 1 to 4, -1 for all; all, or as archived, unless given.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateCount(1, 4)]
    [NoCompletion]
    public int[] RemainingLoop { get; set; } = [];

    /// <summary>Test time to start with, s; 0, or as archived, unless given.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double? TestTimeSeconds { get; set; }

    /// <summary>Step time to start with, s; 0, or as archived, unless given.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double? StepTimeSeconds { get; set; }

    /// <summary>Capacity to start with, Ah; 0, or as archived, unless given.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float? Capacity { get; set; }

    /// <summary>Energy to start with, Wh; 0, or as archived, unless given.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float? Energy { get; set; }

    /// <summary>Lets an archived test go on with whatever safety limits the channel has.</summary>
    [Parameter]
    public SwitchParameter KeepSafetyLimit { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        if (ArchivedTest.Length == 0 && Procedure is null)
        {
            throw new MaccorInputException(
                new Asked(session.Name, Functions.AdvancedStart, channel),
                "IllegalStartOption",
                "neither an archived test nor a procedure is given.");
        }

        var start = Await(pump => session.CheckRestartAsync(channel, Start(session, channel), pump.Cancellation));
        var before = IsDryRun ? Await(pump => session.CheckRestartStateAsync(channel, start, pump.Cancellation)) : null;
        WarnOfVariables(session, channel, start);
        if (!start.Appends)
            WarnOfName(TestName);
        var action = start.Describe(channel) + start.DescribeNotGiven();
        if (ShouldChange(session, channel, before is null ? action : $"{action}; before that, {before}"))
            WriteObject(Await(pump => session.RestartTestAsync(channel, start, pump.Cancellation)));
    }

    // Before anybody is asked: what a test is steered by may be as vital as its limits.
    private void WarnOfVariables(MaccorSession session, int channel, AdvancedTestStart start)
    {
        var lost = Await(pump => session.FindLostVariablesAsync(channel, start, pump.Cancellation));
        if (lost.Count == 0)
            return;
        var values = string.Join(", ", lost.Select(variable => FormattableString.Invariant($"{variable.Name} was {variable.Value}")));
        WriteWarning(
            $"{new ChannelAddress(session.Name, channel)}: the channel's variables are not those that '{start.ArchivedTest}' ran with: {values}. Set-MaccorVariable sets them.");
    }

    private AdvancedTestStart Start(MaccorSession session, int channel) => new()
    {
        Plan = PlanFor(Procedure ?? ""),
        ArchivedTest = ArchivedTest,
        UseArchivedProcedure = ArchivedTest.Length > 0 && Procedure is null,
        Limits = LimitsFor(session, channel),
        KeepLimits = KeepSafetyLimit,
        AddShelfTime = AddShelfTime,
        RemoveRecords = RemoveRecord,
        Step = Step,
        Cycle = Cycle,
        RemainingLoops = [.. RemainingLoop.Select(turns => turns == -1 ? (int?)null : turns)],
        TestTime = (float?)TestTimeSeconds,
        StepTime = (float?)StepTimeSeconds,
        Capacity = Capacity,
        Energy = Energy,
    };
}
