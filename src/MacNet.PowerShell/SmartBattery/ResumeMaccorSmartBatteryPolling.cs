using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>Resumes the polling of smart batteries: (7, 3), one message a channel.</summary>
[Cmdlet(VerbsLifecycle.Resume, "MaccorSmartBatteryPolling", SupportsShouldProcess = true)]
public sealed class ResumeMaccorSmartBatteryPolling : SmartBatteryCommandCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Resume the smart battery's polling";

    /// <inheritdoc/>
    protected override Task CommandAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.CommandAsync(Functions.ResumePolling, new ChannelRequest { Channel = channel }, cancellation);
}
