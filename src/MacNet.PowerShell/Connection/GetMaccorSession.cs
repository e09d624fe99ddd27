using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Connection;

/// <summary>Gives the sessions of this PowerShell process.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorSession")]
[OutputType(typeof(MaccorSession))]
public sealed class GetMaccorSession : ModuleCmdlet
{
    /// <summary>The names of sessions; wildcards are allowed. All sessions, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Who gets them may close them.
        var sessions = SessionRegistry.All;
        WriteObject(sessions.NamedByAny(Name, session => session.Name), enumerateCollection: true);
        foreach (var name in Name.Where(name => sessions.Lacks(name, session => session.Name)))
            WriteError(Errors.NoSuchSession(name));
    }
}
