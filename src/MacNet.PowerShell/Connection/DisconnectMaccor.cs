using System.Management.Automation;

namespace MacNet.PowerShell.Connection;

/// <summary>Closes sessions. Channels under direct control are set to rest first.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Maccor")]
public sealed class DisconnectMaccor : WholeTesterCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
            SessionRegistry.Close(session);
    }
}
