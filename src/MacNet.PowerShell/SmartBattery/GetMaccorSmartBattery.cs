using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>Reads position, versions and state of smart batteries: (7, 1), one message a channel.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorSmartBattery")]
[OutputType(typeof(SmartBatteryInformation))]
public sealed class GetMaccorSmartBattery : SmartBatteryReadCmdlet<SmartBatteryInformation>
{
    /// <inheritdoc/>
    protected override Task<SmartBatteryInformation> ReadBatteryAsync(
        MaccorSession session, int channel, CancellationToken cancellation) =>
        session.ReadSmartBatteryAsync(channel, cancellation);
}
