using System.Collections;
using System.Globalization;

namespace MacNet.PowerShell.Dashboard;

/// <summary>Completes the ports of the pages that this process serves.</summary>
public sealed class DashboardCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) =>
        MaccorDashboard.Running.Select(page => page.Port.ToString(CultureInfo.InvariantCulture));
}
