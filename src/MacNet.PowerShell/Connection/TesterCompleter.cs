using System.Collections;

namespace MacNet.PowerShell.Connection;

/// <summary>Completes testers: the names that they are remembered under, and the computers of sessions.</summary>
public sealed class TesterCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) => KnownTesters.ReadOrNone().Select(tester => tester.Name)
        .Concat(SessionRegistry.All.Select(session => session.ComputerName)).Distinct(StringComparer.OrdinalIgnoreCase);
}
