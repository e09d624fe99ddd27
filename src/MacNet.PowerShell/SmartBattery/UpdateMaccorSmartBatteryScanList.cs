using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Loads the saved scan lists of smart batteries into the firmware again: (7, 24), one message a channel, which takes 300 ms or more.
/// </summary>
[Cmdlet(VerbsData.Update, "MaccorSmartBatteryScanList", SupportsShouldProcess = true)]
public sealed class UpdateMaccorSmartBatteryScanList : SmartBatteryCommandCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Load the smart battery's scan list into the firmware again";

    /// <inheritdoc/>
    protected override Task CommandAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.RefreshSmartBatteryScanListAsync(channel, cancellation);
}
