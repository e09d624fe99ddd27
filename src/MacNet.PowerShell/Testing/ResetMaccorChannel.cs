using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Resets channels; a running test is stopped for good: (6, 5), one message a channel, before everything that waits for the tester.
/// </summary>
[Cmdlet(VerbsCommon.Reset, "MaccorChannel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ChannelReading))]
public sealed class ResetMaccorChannel : ChannelCommandCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel) => Give(
        session,
        channel,
        "Reset: stop the test for good, if one is running, and free the channel",
        cancellation => session.ResetChannelAsync(channel, cancellation));
}
