using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// A cmdlet about new tests. It gathers what comes down the pipeline: what cannot be is found before anything is started, and testers
/// are asked about all their channels at once.
/// </summary>
public abstract class NewTestCmdlet : TestPlanCmdlet
{
    // Cells are charged with anything from a hundredth of their capacity an hour on; mAh for Ah is a factor of a thousand.
    private const float SlowestRate = 0.01f;

    private readonly List<(MaccorSession Session, TestStart Start)> starts = [];
    private bool hasWarnedOfRegime;

    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ChannelTransformation(LeavesWords = true)]
    [ArgumentCompleter(typeof(ChannelOrNextCompleter))]
    public sealed override int[] Channel
    {
        get => base.Channel;
        set => base.Channel = value;
    }

    /// <summary>The procedure, without ".000".</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = GivenSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = PipedSet)]
    [ArgumentCompleter(typeof(ProcedureCompleter))]
    public string Procedure { get; set; } = "";

    /// <summary>The cycle to start with.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public ushort StartCycle { get; set; }

    /// <summary>How many cycles.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public ushort TotalCycle { get; set; }

    /// <summary>Mass of the active material, in the unit that the lab reports specific capacity in; 1 if unused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(1)]
    [NoCompletion]
    public float Mass { get; set; } = 1;

    /// <summary>
    /// Gain of the constant voltage loop: 0 to 3 for ×1, ×2, ×4, ×8; 4 to 7 for ÷1, ÷2, ÷4, ÷8. Only on the vendor's advice.
    /// </summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(0, 7)]
    [NoCompletion]
    public byte VoltageGain { get; set; }

    /// <summary>Aligns report times to absolute time.</summary>
    [Parameter]
    public SwitchParameter AlignReportTime { get; set; }

    /// <summary>Parallel resistance, Ω.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float ParallelResistance { get; set; }

    /// <summary>Voltage divider, upper resistance, Ω.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float DividerHighResistance { get; set; }

    /// <summary>Voltage divider, lower resistance, Ω.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float DividerLowResistance { get; set; }

    /// <summary>CAN position; -1 for none.</summary>
    [Parameter]
    [Number(Whole = true)]
    [NoCompletion]
    public short CanPosition { get; set; } = -1;

    /// <summary>CAN profile.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CanProfileCompleter))]
    public string CanProfile { get; set; } = "";

    /// <summary>Regime; only for channels that start one by one.</summary>
    [Parameter]
    [NoCompletion]
    public string Regime { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var start = new TestStart(channel, Plan) { Limits = LimitsFor(session, channel), OverProblem = MayTakeOffProblem };
        start.Plan.Check(session, channel);
        WarnOfName(TestName);
        WarnOfCapacity(session, start);
        WarnOfRegime();
        starts.Add((session, start));
    }

    /// <summary>Whether a test that was stopped by a problem may be taken off.</summary>
    protected virtual bool MayTakeOffProblem => false;

    /// <summary>Whether nothing is started.</summary>
    protected virtual bool OnlyChecks => IsDryRun;

    /// <summary>What was asked for, by tester, in the order of the pipeline.</summary>
    protected IEnumerable<IGrouping<MaccorSession, TestStart>> Starts => starts.GroupBy(item => item.Session, item => item.Start);

    /// <summary>Those of a tester's starts that would give one name to several tests; each name once.</summary>
    protected static IEnumerable<(TestStart[] Starts, MaccorInputException Problem)> OfOneName(
        IGrouping<MaccorSession, TestStart> starts) =>
        from same in starts.GroupBy(start => start.Plan.For(start.Channel).TestName)
        let channels = same.Select(start => start.Channel).Distinct().ToArray()
        where channels.Length > 1 && !Protocol.Operations.TestName.IsRandom(same.Key)
        select (same.ToArray(), OneNameForSeveral(starts.Key, same.Key, channels));

    // What C-rates a procedure has MacNet does not tell. But 1 C is known, and limits far below it say that one of the two is not meant.
    private void WarnOfCapacity(MaccorSession session, TestStart start)
    {
        if (start is not { Plan.CapacityAh: { } capacity, Limits: { } limits })
            return;
        var most = Math.Max(limits.ChargeCurrent, limits.DischargeCurrent);
        if (most < capacity * SlowestRate)
            WriteWarning(FormattableString.Invariant(
                $"{new ChannelAddress(session.Name, start.Channel)}: with a capacity of {capacity} Ah, 1 C is {capacity} A, and the limits allow {most} A. Is the capacity in mAh?"));
    }

    private void WarnOfRegime()
    {
        if (!OnlyChecks || Regime.Length == 0 || hasWarnedOfRegime)
            return;
        hasWarnedOfRegime = true;
        WriteWarning($"Whether there is a regime '{Regime}' a tester tells only when a test starts: this check knows nothing of it.");
    }

    private static MaccorInputException OneNameForSeveral(MaccorSession session, string name, int[] channels) => new(
        new Asked(session.Name, Functions.StartTest),
        "TestNameForSeveral",
        $"{ChannelList.Named(channels)} cannot all have the test name '{name}'.");

    private TestPlan Plan => PlanFor(Procedure) with
    {
        StartCycle = StartCycle,
        TotalCycles = TotalCycle,
        Mass = Mass,
        VoltageGain = VoltageGain,
        AlignReportTime = AlignReportTime,
        ParallelResistance = ParallelResistance,
        DividerHighResistance = DividerHighResistance,
        DividerLowResistance = DividerLowResistance,
        CanPosition = CanPosition,
        CanProfile = CanProfile,
        Regime = Regime,
    };
}
