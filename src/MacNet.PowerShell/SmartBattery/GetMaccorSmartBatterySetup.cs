using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>Reads how smart batteries are wired to their positions: (7, 14), one message a channel.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorSmartBatterySetup")]
[OutputType(typeof(SmartBatterySetup))]
public sealed class GetMaccorSmartBatterySetup : SmartBatteryReadCmdlet<SmartBatterySetup>
{
    /// <inheritdoc/>
    protected override Task<SmartBatterySetup> ReadBatteryAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.ReadSmartBatterySetupAsync(channel, cancellation);
}
