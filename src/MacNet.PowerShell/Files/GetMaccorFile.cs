using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.Files;

/// <summary>Lists a tester's files: (1, 5), one message a file and one a type.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorFile")]
[OutputType(typeof(MaccorFile))]
public sealed class GetMaccorFile : FileCmdlet
{
    private readonly List<MaccorFile> found = [];

    /// <summary>The types of files: all that are folders, unless given.</summary>
    [Parameter(Position = 0)]
    public FileType[] Type { get; set; } = [.. FileTypes.Folders];

    /// <summary>The names; wildcards are allowed. All files, unless given.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var type in Type.Distinct())
            ForEachSession(Sessions, (session, pump) => ListAsync(session, type, pump), WriteNamed);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        foreach (var name in Name.Where(name => found.Lacks(name, file => file.Name)))
            WriteNoSuchFile(name, $"of type {string.Join(" or ", Type)}");
    }

    private void WriteNamed(IReadOnlyList<MaccorFile> files)
    {
        var named = files.NamedByAny(Name, file => file.Name).ToArray();
        found.AddRange(named);
        WriteObject(named, enumerateCollection: true);
    }
}
