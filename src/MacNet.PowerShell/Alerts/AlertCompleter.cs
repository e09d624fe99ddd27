using System.Collections;
using MacNet.PowerShell.Alerts;

namespace MacNet.PowerShell;

/// <summary>Completes the names of alerts.</summary>
public sealed class AlertCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => MaccorAlert.Registered.Select(alert => alert.Name);
}
