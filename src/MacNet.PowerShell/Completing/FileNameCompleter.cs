using System.Collections;
using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>Completes the names of a tester's files, of the type on the command line; archived tests where there is none.</summary>
public sealed class FileNameCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(MaccorSession session, IDictionary boundParameters) =>
        LanguagePrimitives.TryConvertTo<FileType[]>(boundParameters["Type"] ?? FileType.Archive, out var types)
            ? types.SelectMany(type => TesterFileNames.Of(session, type))
            : [];
}
