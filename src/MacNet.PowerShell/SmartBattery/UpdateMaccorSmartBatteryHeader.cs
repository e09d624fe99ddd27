using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Has the tester read the header from smart batteries, and waits until it has: (7, 13), and (7, 1) four times a second. The channel
/// must be available.
/// </summary>
[Cmdlet(VerbsData.Update, "MaccorSmartBatteryHeader", SupportsShouldProcess = true)]
[OutputType(typeof(SmartBatteryInformation))]
public sealed class UpdateMaccorSmartBatteryHeader : SmartBatteryChangeCmdlet
{
    /// <summary>How long to wait for each header, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 3600.0)]
    [NoCompletion]
    public double TimeoutSeconds { get; set; } = 30;

    /// <summary>Gives the state of the smart battery once its header has been read.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        CheckDryRun(session, channel, Functions.ReadHeader);
        if (!ShouldChange(session, channel, "Read the header from the smart battery"))
            return;
        var state = Await(pump =>
            session.UpdateSmartBatteryHeaderAsync(channel, TimeSpan.FromSeconds(TimeoutSeconds), pump.Cancellation));
        if (PassThru)
            WriteObject(state);
    }
}
