using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>Lets suspended tests go on: (6, 4), one message a channel.</summary>
[Cmdlet(VerbsLifecycle.Resume, "MaccorTest", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelReading))]
public sealed class ResumeMaccorTest : ChannelCommandCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        CheckDryRun(session, channel, Functions.Resume, ChannelState.Suspended);
        Give(session, channel, "Resume the suspended test", cancellation => session.ResumeTestAsync(channel, cancellation));
    }
}
