using System.Collections;

namespace MacNet.PowerShell.Alerts;

/// <summary>Completes the names of alerts.</summary>
public sealed class AlertCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => MaccorAlert.Registered.Select(alert => alert.Name);
}
