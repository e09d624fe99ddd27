using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Saves the scan lists of smart batteries and has them polled from now on: (7, 23), one message a channel, which takes 300 ms or
/// more. The channel must be available.
/// </summary>
[Cmdlet(VerbsData.Save, "MaccorSmartBatteryScanList", SupportsShouldProcess = true)]
public sealed class SaveMaccorSmartBatteryScanList : SmartBatteryCommandCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Save the smart battery's scan list";

    /// <inheritdoc/>
    protected override Function OfAvailable => Functions.SaveScanList;

    /// <inheritdoc/>
    protected override Task CommandAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.SaveSmartBatteryScanListAsync(channel, cancellation);
}
