using System.Collections;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>Completes the names of a tester's procedures, without extension.</summary>
public sealed class ProcedureCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(MaccorSession session, IDictionary boundParameters) =>
        TesterFileNames.Of(session, FileType.Procedure)
            .Where(name => name.EndsWith(".000", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name));
}
