using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Files;

/// <summary>A cmdlet about a tester's files. What it has to know of them it asks once.</summary>
public abstract class FileCmdlet : SessionCmdlet
{
    private readonly Dictionary<(string Session, FileType Type), IReadOnlyList<MaccorFile>> listings = [];

    /// <summary>The files of a type.</summary>
    protected IReadOnlyList<MaccorFile> FilesOf(MaccorSession session, FileType type)
    {
        if (!listings.TryGetValue((session.Name, type), out var files))
            listings[(session.Name, type)] = files = Await(pump => ListAsync(session, type, pump));
        return files;
    }

    /// <summary>Lists files and shows how far that is.</summary>
    protected async Task<IReadOnlyList<MaccorFile>> ListAsync(MaccorSession session, FileType type, Pump pump)
    {
        using var progress = new ProgressLine(pump, this, session.GetClock(), $"Listing {type} files of {session.Name}");
        return await session.ListFilesAsync(type, progress, pump.Cancellation).ConfigureAwait(false);
    }

    /// <summary>Says that no file has a name.</summary>
    protected void WriteNoSuchFile(string name, string where) => WriteError(Errors.RecordOf(
        new ItemNotFoundException($"There is no file named '{name}' {where}."),
        "NoSuchFile",
        ErrorCategory.ObjectNotFound,
        name,
        "See what files there are; a name has its extension, as in 'CCCV charge.000'."));
}
