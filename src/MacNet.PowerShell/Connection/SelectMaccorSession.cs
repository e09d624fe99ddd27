using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Connection;

/// <summary>Makes a session the default: the one that this runspace's cmdlets mean where no -Session is given.</summary>
[Cmdlet(VerbsCommon.Select, "MaccorSession", SupportsShouldProcess = true)]
[OutputType(typeof(MaccorSession))]
public sealed class SelectMaccorSession : WholeTesterCmdlet
{
    /// <summary>Emits the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var sessions = Sessions;
        if (sessions.Count > 1)
        {
            var names = string.Join(", ", sessions.Select(session => $"'{session.Name}'"));
            WriteError(Errors.RecordOf(
                new ArgumentException($"One session is the default, not {names}."),
                "SeveralSessions",
                ErrorCategory.InvalidArgument,
                Session,
                "Name one of them; give all with -Session where cmdlets are to work on several."));
            return;
        }

        foreach (var session in sessions)
        {
            if (ShouldProcess(new ChannelAddress(session.Name, null).ToString(), "Make it the default"))
                SessionRegistry.Use(session);
            if (PassThru)
                WriteObject(session);
        }
    }
}
