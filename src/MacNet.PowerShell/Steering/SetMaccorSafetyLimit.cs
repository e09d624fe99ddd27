using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Steering;

/// <summary>
/// Sets the limits at which a tester stops a channel by itself: (6, 10), one message a channel, and (3, 1) once for each channel.
/// They are checked against the channel's specification before, and against what the tester has in force after.
/// </summary>
[Cmdlet(VerbsCommon.Set, "MaccorSafetyLimit", SupportsShouldProcess = true)]
[OutputType(typeof(SafetyLimits))]
public sealed class SetMaccorSafetyLimit : ChannelCmdlet
{
    /// <summary>Upper voltage limit, V.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Number]
    [NoCompletion]
    public float VoltageMax { get; set; }

    /// <summary>Lower voltage limit, V.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Number]
    [NoCompletion]
    public float VoltageMin { get; set; }

    /// <summary>Charge current limit, A.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Number]
    [Alias("ChargeCurrent")]
    [NoCompletion]
    public float ChargeCurrentMax { get; set; }

    /// <summary>Discharge current limit, A.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Number]
    [Alias("DischargeCurrent")]
    [NoCompletion]
    public float DischargeCurrentMax { get; set; }

    /// <summary>Charge power limit, W; off, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(0)]
    [Alias("ChargePower")]
    [NoCompletion]
    public float ChargePowerMax { get; set; }

    /// <summary>Discharge power limit, W; off, unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number(0)]
    [Alias("DischargePower")]
    [NoCompletion]
    public float DischargePowerMax { get; set; }

    /// <summary>Emits the limits that are now in force.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var limits = new SafetyLimits
        {
            VoltageMax = VoltageMax,
            VoltageMin = VoltageMin,
            ChargeCurrent = ChargeCurrentMax,
            DischargeCurrent = DischargeCurrentMax,
            ChargePower = ChargePowerMax,
            DischargePower = DischargePowerMax,
        };
        Await(pump => session.CheckSafetyLimitsAsync(channel, limits, pump.Cancellation));
        if (!ShouldChange(session, channel, $"Set the safety limits: {limits}"))
            return;
        var inForce = Await(pump => session.SetSafetyLimitsAsync(channel, limits, pump.Cancellation));
        if (PassThru)
            WriteDone(session, inForce);
    }
}
