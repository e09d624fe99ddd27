using System.Collections;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>Completes the names of tests that a tester has archived.</summary>
public sealed class TestNameCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(MaccorSession session, IDictionary boundParameters) =>
        TesterFileNames.Of(session, FileType.Archive).Select(name => Path.GetFileNameWithoutExtension(name)).Distinct();
}
