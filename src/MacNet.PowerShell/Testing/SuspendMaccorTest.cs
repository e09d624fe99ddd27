using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Suspends tests, so that they can go on later: (6, 3), one message a channel, before everything that waits for the tester.
/// </summary>
[Cmdlet(VerbsLifecycle.Suspend, "MaccorTest", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelReading))]
public sealed class SuspendMaccorTest : ChannelCommandCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        CheckDryRun(
            session, channel, Functions.Suspend, ChannelState.Active, ChannelState.Start, ChannelState.Starting, ChannelState.Waiting);
        Give(
            session,
            channel,
            "Suspend the test, so that it can be resumed",
            cancellation => session.SuspendTestAsync(channel, cancellation));
    }
}
