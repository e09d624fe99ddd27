using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>
/// Clears the scan lists of smart batteries in the tester's software: (7, 22), one message a channel. The channel must be available.
/// What is polled changes only with Save-MaccorSmartBatteryScanList.
/// </summary>
[Cmdlet(VerbsCommon.Clear, "MaccorSmartBatteryScanList", SupportsShouldProcess = true)]
public sealed class ClearMaccorSmartBatteryScanList : SmartBatteryCommandCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Clear the smart battery's scan list";

    /// <inheritdoc/>
    protected override Function OfAvailable => Functions.ClearScanList;

    /// <inheritdoc/>
    protected override Task CommandAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.ClearSmartBatteryScanListAsync(channel, cancellation);
}
