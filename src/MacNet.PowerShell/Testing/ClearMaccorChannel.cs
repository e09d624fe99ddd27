using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Clears channels of tests that have ended, whose data files go to the Archive folder: (4, 1) before anybody is asked and
/// again after, then (6, 6), three messages a channel.
/// A test that is still running stays, with an error; a channel without a test stays as it is.
/// </summary>
[Cmdlet(VerbsCommon.Clear, "MaccorChannel", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelStatus))]
public sealed class ClearMaccorChannel : ChannelCommandCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        var state = Await(pump => Readings.ReadStateAsync(session, channel, pump.Cancellation));
        if (ChannelCommands.HasTestToArchive(session, channel, state))
        {
            var action = $"Archive the ended test ({state}): clear the channel and move the data file to the Archive folder";
            Give(session, channel, action, cancellation => ChannelCommands.ArchiveAsync(session, channel, cancellation));
            return;
        }

        WriteVerbose($"{new ChannelAddress(session.Name, channel)} has no test to archive: its state is {state}.");
        WriteStatus(session, channel);
    }
}
