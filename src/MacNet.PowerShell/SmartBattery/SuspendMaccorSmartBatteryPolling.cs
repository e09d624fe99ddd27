using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>Suspends the polling of smart batteries, whose data stay as they are meanwhile: (7, 2), one message a channel.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "MaccorSmartBatteryPolling", SupportsShouldProcess = true)]
public sealed class SuspendMaccorSmartBatteryPolling : SmartBatteryCommandCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Suspend the smart battery's polling";

    /// <inheritdoc/>
    protected override Task CommandAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.CommandAsync(Functions.SuspendPolling, new ChannelRequest { Channel = channel }, cancellation);
}
