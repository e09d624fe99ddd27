using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Takes channels in direct control: sets and verifies their safety limits (6, 10), then starts direct mode at 0 A (6, 7). A
/// channel whose test is complete is reset first; one that is in use is left alone.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "MaccorDirectControl",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Limits")]
[OutputType(typeof(Protocol.Operations.DirectControl))]
public sealed class StartMaccorDirectControl : ChannelCmdlet
{
    /// <summary>Upper voltage limit, V. The tester stops the channel beyond it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Limits", ValueFromPipelineByPropertyName = true)]
    [Number]
    [NoCompletion]
    public float VoltageMax { get; set; }

    /// <summary>Lower voltage limit, V. The tester stops the channel below it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Limits", ValueFromPipelineByPropertyName = true)]
    [Number]
    [NoCompletion]
    public float VoltageMin { get; set; }

    /// <summary>Charge current limit, A, above 0. The tester stops the channel beyond it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Limits", ValueFromPipelineByPropertyName = true)]
    [Number]
    [Alias("ChargeCurrent")]
    [NoCompletion]
    public float ChargeCurrentMax { get; set; }

    /// <summary>Discharge current limit, A, above 0. The tester stops the channel beyond it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Limits", ValueFromPipelineByPropertyName = true)]
    [Number]
    [Alias("DischargeCurrent")]
    [NoCompletion]
    public float DischargeCurrentMax { get; set; }

    /// <summary>Charge power limit, W; off, unless given.</summary>
    [Parameter(ParameterSetName = "Limits", ValueFromPipelineByPropertyName = true)]
    [Number(0)]
    [Alias("ChargePower")]
    [NoCompletion]
    public float ChargePowerMax { get; set; }

    /// <summary>Discharge power limit, W; off, unless given.</summary>
    [Parameter(ParameterSetName = "Limits", ValueFromPipelineByPropertyName = true)]
    [Number(0)]
    [Alias("DischargePower")]
    [NoCompletion]
    public float DischargePowerMax { get; set; }

    /// <summary>All safety limits in one: what Set-MaccorSafetyLimit -PassThru emits, or a hashtable.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "SafetyLimit")]
    [ValidateNotNull]
    [SafetyLimitTransformation]
    [NoCompletion]
    public SafetyLimits? SafetyLimit { get; set; }

    /// <summary>
    /// The name of the test and its data file, up to 25 characters; the tester makes one up, unless given. {channel} in it stands for
    /// the channel's number.
    /// </summary>
    [Parameter]
    [AllowEmptyString]
    [NoCompletion]
    public string TestName { get; set; } = "";

    /// <summary>
    /// Makes power active, W: the limit of outputs that do not say otherwise. What is not active now cannot be set later.
    /// </summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float? Power { get; set; }

    /// <summary>Makes resistance active, Ω, in place of power: the value of outputs that do not say otherwise.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float? Resistance { get; set; }

    /// <summary>A data record every so often, s; 0 for none.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public double RecordSeconds { get; set; } = 1;

    /// <summary>A data record at each change of voltage by this, V; 0 for none.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float RecordVoltage { get; set; }

    /// <summary>A data record at each change of current by this, A; 0 for none.</summary>
    [Parameter]
    [Number]
    [NoCompletion]
    public float RecordCurrent { get; set; }

    /// <summary>
    /// Leaves the channel as it is when the session, this runspace or the process ends. Unless given, the channel is set to rest then.
    /// </summary>
    [Parameter]
    public SwitchParameter KeepRunning { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var start = Start(channel);
        // What is asked about must be possible.
        Await(pump => session.CheckDirectControlAsync(channel, start, pump.Cancellation));
        if (IsDryRun)
            Await(pump => session.CheckReadyAsync(channel, start, pump.Cancellation));
        WarnOfName(TestName);
        if (!ShouldChange(session, channel, $"Start direct control, limited to {start.SafetyLimit}"))
            return;
        if (session.GetPart(_ => new WatchdogNotice()).IsDue)
        {
            WriteWarning($"What {new ChannelAddress(session.Name, null)} is told to drive stays on where this computer or the network fails, "
                + "unless the tester's watchdog is on: Test-MaccorWatchdog tells. (This is said once in a session.)");
        }

        var control = Await(pump => session.StartDirectControlAsync(channel, start, pump.Cancellation));
        WriteInTurns(control, Sessions.Count > 1);
    }

    private DirectControlStart Start(int channel) => new()
    {
        SafetyLimit = SafetyLimit ?? new SafetyLimits
        {
            VoltageMax = VoltageMax,
            VoltageMin = VoltageMin,
            ChargeCurrent = ChargeCurrentMax,
            DischargeCurrent = DischargeCurrentMax,
            ChargePower = ChargePowerMax,
            DischargePower = DischargePowerMax,
        },
        TestName = Protocol.Operations.TestName.OrRandom(Protocol.Operations.TestName.For(TestName, channel)),
        Power = Power,
        Resistance = Resistance,
        RecordSeconds = (float)RecordSeconds,
        RecordVoltage = RecordVoltage,
        RecordCurrent = RecordCurrent,
        KeepRunning = KeepRunning,
        Owner = RunspaceGuard.Owner,
    };

    /// <summary>Whether a session is still to be told what its tester's watchdog is for: once.</summary>
    private sealed class WatchdogNotice
    {
        private int isTold;

        internal bool IsDue => Interlocked.Exchange(ref isTold, 1) == 0;
    }
}
