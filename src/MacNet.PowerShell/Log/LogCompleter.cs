using System.Collections;

namespace MacNet.PowerShell.Log;

/// <summary>Completes the names of the logs of this process.</summary>
public sealed class LogCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => LogRegistry.All.Select(log => log.Name);
}
