using System.Management.Automation;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>A cmdlet for logs of this process.</summary>
public abstract class LogCmdlet : ModuleCmdlet
{
    /// <summary>The logs' names; wildcards are allowed. All of this process, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var all = LogRegistry.All;
        foreach (var name in (Name ?? []).Where(name => all.Lacks(name, log => log.Name)))
        {
            WriteError(LogErrors.NoSuchLog(name, "See Get-MaccorLog."));
        }

        foreach (var log in Name is null ? all : all.NamedByAny(Name, log => log.Name))
            Process(log);
    }

    /// <summary>Does the cmdlet's work on a log.</summary>
    protected abstract void Process(ReadingLog log);
}
