using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Clears channels of tests that have ended, whose data files go to the Archive folder: (4, 1) for all channels before anybody is asked
/// and again after, then (6, 6) for each. A test that is still running stays, with an error; a channel without a test stays as it is.
/// </summary>
[Cmdlet(VerbsCommon.Clear, "MaccorChannel", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelReading))]
public sealed class ClearMaccorChannel : ChannelCommandCmdlet
{
    private readonly List<(MaccorSession Session, int Channel)> wanted = [];

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        session.CheckChannel(channel);
        wanted.Add((session, channel));
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var channels = wanted.GroupBy(item => item.Session, item => item.Channel)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        ForEachSession(
            [.. channels.Keys],
            async (session, pump) =>
                (Session: session, States: await session.ReadStatesAsync(channels[session], pump.Cancellation).ConfigureAwait(false)),
            found => Clear(
                found.Session, [.. channels[found.Session].Where(channel => IsApproved(found.Session, channel, found.States[channel]))]));
        base.End();
    }

    private bool IsApproved(MaccorSession session, int channel, ChannelState state)
    {
        var isApproved = false;
        Try(() =>
        {
            if (session.HasTestToArchive(channel, state))
            {
                isApproved = ShouldChange(
                    session, channel, $"Archive the ended test ({state}): clear the channel and move the data file to the Archive folder");
                return;
            }

            WriteVerbose($"{new ChannelAddress(session.Name, channel)} has no test to archive: its state is {state}.");
            Done(session, channel);
        });
        return isApproved;
    }

    private void Clear(MaccorSession session, int[] channels)
    {
        if (channels.Length == 0)
            return;
        Try(() => Await(async pump =>
        {
            using var progress = new SessionProgress(this, pump, "Archiving tests", session.Name);
            var done = 0;
            await session.ClearChannelsAsync(
                channels,
                failed: problem => pump.Post(() => WriteError(Errors.RecordOf(problem))),
                cleared: channel => pump.Post(() => Done(session, channel)),
                next: channel => progress.Show(done++, channels.Length, $"channel {channel}"),
                pump.Cancellation).ConfigureAwait(false);
        }));
    }
}
