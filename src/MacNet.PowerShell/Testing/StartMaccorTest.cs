using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Starts tests. On each channel: its state (4, 1); (6, 5) where a completed test is still on it; the safety limits (6, 10), if
/// given; the tester's own check (6, 11); the start (6, 2); and state and name of the test (4, 1), (4, 6). Testers are served at the same time.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "MaccorTest", SupportsShouldProcess = true)]
[OutputType(typeof(StartedTest))]
public sealed class StartMaccorTest : TestPlanCmdlet
{
    private readonly List<TestStart> starts = [];

    /// <summary>The procedure, without ".000".</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProcedureCompleter))]
    public string Procedure { get; set; } = "";

    /// <summary>Upper voltage limit, V. Limits stay as they are, unless given; both voltages and both currents go together.</summary>
    // No parameter set of their own: with a default set, PowerShell would leave limits in piped rows aside without a word.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    public float? VoltageMax { get; set; }

    /// <summary>Lower voltage limit, V.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    public float? VoltageMin { get; set; }

    /// <summary>Charge current limit, A.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("ChargeCurrent")]
    public float? ChargeCurrentMax { get; set; }

    /// <summary>Discharge current limit, A.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("DischargeCurrent")]
    public float? DischargeCurrentMax { get; set; }

    /// <summary>Charge power limit, W; off, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("ChargePower")]
    public float? ChargePowerMax { get; set; }

    /// <summary>Discharge power limit, W; off, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(MayBeBlank = true)]
    [Alias("DischargePower")]
    public float? DischargePowerMax { get; set; }

    /// <summary>The safety limits as an object of Set-MaccorSafetyLimit -PassThru, or as a hashtable with its properties.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SafetyLimitTransformation]
    public SafetyLimits? SafetyLimit { get; set; }

    /// <summary>The cycle to start with.</summary>
    [Parameter]
    [Number(Whole = true)]
    public ushort StartCycle { get; set; }

    /// <summary>How many cycles.</summary>
    [Parameter]
    [Number(Whole = true)]
    public ushort TotalCycle { get; set; }

    /// <summary>Mass of the active material, in the unit that the lab reports specific capacity in; 1 if unused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(1)]
    public float Mass { get; set; } = 1;

    /// <summary>Gain of the constant voltage loop: 0 to 3 for ×1, ×2, ×4, ×8; 4 to 7 for ÷1, ÷2, ÷4, ÷8. Only on the vendor's advice.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(0, 7)]
    public byte VoltageGain { get; set; }

    /// <summary>Aligns report times to absolute time.</summary>
    [Parameter]
    public SwitchParameter AlignReportTime { get; set; }

    /// <summary>Parallel resistance, Ω.</summary>
    [Parameter]
    [Number]
    public float ParallelResistance { get; set; }

    /// <summary>Voltage divider, upper resistance, Ω.</summary>
    [Parameter]
    [Number]
    public float DividerHighResistance { get; set; }

    /// <summary>Voltage divider, lower resistance, Ω.</summary>
    [Parameter]
    [Number]
    public float DividerLowResistance { get; set; }

    /// <summary>CAN position; -1 for none.</summary>
    [Parameter]
    [Number(Whole = true)]
    public short CanPosition { get; set; } = -1;

    /// <summary>CAN profile.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CanProfileCompleter))]
    public string CanProfile { get; set; } = "";

    /// <summary>Regime; only for channels that start one by one.</summary>
    [Parameter]
    public string Regime { get; set; } = "";

    /// <summary>Selects all channels of the pipeline and starts them with one message for each tester, as one test.</summary>
    [Parameter]
    public SwitchParameter Together { get; set; }

    /// <summary>Also takes off tests that were stopped by a problem. A running test is never taken off.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var start = new TestStart(session, channel, Plan) { Limits = LimitsFor(session, channel), OverProblem = Force };
        start.Plan.Check(session, channel);
        starts.Add(start);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var jobs = Together ? Joined() : Alone();
        var approved = Approved(jobs);
        Await(pump => Task.WhenAll(approved.GroupBy(job => job.Session).Select(group => RunAsync([.. group], pump))));
    }

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

    private SafetyLimits? LimitsFor(MaccorSession session, int channel)
    {
        float?[] needed = [VoltageMax, VoltageMin, ChargeCurrentMax, DischargeCurrentMax];
        float?[] all = [.. needed, ChargePowerMax, DischargePowerMax];
        if (all.All(limit => limit is null))
            return SafetyLimit;
        if (needed.Any(limit => limit is null) || SafetyLimit is not null)
            throw IncompleteLimits(session, channel);
        return new SafetyLimits
        {
            VoltageMax = VoltageMax!.Value,
            VoltageMin = VoltageMin!.Value,
            ChargeCurrent = ChargeCurrentMax!.Value,
            DischargeCurrent = DischargeCurrentMax!.Value,
            ChargePower = ChargePowerMax ?? 0,
            DischargePower = DischargePowerMax ?? 0,
        };
    }

    private static MaccorInputException IncompleteLimits(MaccorSession session, int channel) => new(
        new Asked(session.Name, Functions.SetSafetyLimits, channel),
        "IncompleteLimits",
        "some safety limits are given and others are missing, or they are given twice.");

    private List<ITestStart> Joined() =>
        [.. starts.GroupBy(start => start.Session).Select(group => new JointTestStart(group.Key, [.. group]))];

    // One name cannot be that of several tests; that is found before any of them is started.
    private List<ITestStart> Alone()
    {
        var alone = new List<ITestStart>();
        foreach (var same in starts.GroupBy(start => (start.Session, Name: start.Plan.For(start.Channels[0]).TestName)))
        {
            var channels = same.SelectMany(start => start.Channels).Distinct().ToArray();
            if (channels.Length == 1 || Protocol.Operations.TestName.IsRandom(same.Key.Name))
                alone.AddRange(same);
            else
                WriteError(Errors.RecordOf(OneNameForSeveral(same.Key.Session, same.Key.Name, channels)));
        }

        return [.. starts.Where(alone.Contains)];
    }

    private static MaccorInputException OneNameForSeveral(MaccorSession session, string name, int[] channels) => new(
        new Asked(session.Name, Functions.StartTest),
        "TestNameForSeveral",
        $"{ChannelList.Named(channels)} cannot all have the test name '{name}'.");

    private List<ITestStart> Approved(List<ITestStart> jobs)
    {
        var approved = new List<ITestStart>();
        foreach (var (session, states) in ReadStates(jobs))
        {
            foreach (var job in jobs.Where(job => job.Session == session))
            {
                Try(() =>
                {
                    job.Check(states);
                    if (ShouldProcess($"{ChannelList.Named(job.Channels)} of tester '{session.Name}'", job.Describe(states)))
                        approved.Add(job);
                });
            }
        }

        return approved;
    }

    private List<(MaccorSession Session, IReadOnlyDictionary<int, ChannelState> States)> ReadStates(List<ITestStart> jobs)
    {
        var found = new List<(MaccorSession, IReadOnlyDictionary<int, ChannelState>)>();
        ForEachSession(
            [.. jobs.Select(job => job.Session).Distinct()],
            async (session, pump) => (session, await ReadStatesAsync(session, jobs, pump.Cancellation).ConfigureAwait(false)),
            found.Add);
        return found;
    }

    private static Task<IReadOnlyDictionary<int, ChannelState>> ReadStatesAsync(
        MaccorSession session, List<ITestStart> jobs, CancellationToken cancellation)
    {
        var own = jobs.Where(job => job.Session == session).ToArray();
        int[]? channels = own.Any(job => job.ChannelsToLookAt is null) ? null : [.. own.SelectMany(job => job.ChannelsToLookAt!).Distinct()];
        return Readings.ReadStatesAsync(session, channels, cancellation);
    }

    private async Task RunAsync(ITestStart[] jobs, Pump pump)
    {
        using var progress = new SessionProgress(this, pump, "Starting tests", jobs[0].Session.Name);
        for (var done = 0; done < jobs.Length; done++)
        {
            progress.Show(done, jobs.Length, ChannelList.Named(jobs[done].Channels));
            try
            {
                var started = await jobs[done].RunAsync(pump.Cancellation).ConfigureAwait(false);
                pump.Post(() => Write(started));
            }
            catch (MaccorException problem)
            {
                pump.Post(() => WriteError(Errors.RecordOf(problem)));
            }
        }
    }

    private void Write(IReadOnlyList<StartedTest> started)
    {
        foreach (var test in started)
        {
            if (test.TestName.Length == 0)
                WriteWarning($"{new ChannelAddress(test.Session, test.Channel)}: the test was started, and the tester did not tell its name. See Get-MaccorTest.");
            WriteObject(test);
        }
    }
}
