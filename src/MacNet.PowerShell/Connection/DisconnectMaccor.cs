using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Connection;

/// <summary>Closes sessions. Channels under direct control are set to rest (6, 8) first.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Maccor", SupportsShouldProcess = true)]
public sealed class DisconnectMaccor : WholeTesterCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            if (ShouldProcess(new ChannelAddress(session.Name, null).ToString(), Describe(session)))
                Disconnect(session);
        }
    }

    private static string Describe(MaccorSession session)
    {
        var channels = session.GetChannelsToRest();
        return channels.Count == 0 ? "Disconnect" : $"Set {ChannelList.Named(channels)} to rest and disconnect";
    }

    private void Disconnect(MaccorSession session)
    {
        foreach (var problem in SessionRegistry.Close(session))
            WriteError(Errors.RecordOf(problem));
    }
}
