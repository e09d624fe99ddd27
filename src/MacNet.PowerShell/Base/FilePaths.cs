using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>Paths of PowerShell as the file system knows them.</summary>
internal static class FilePaths
{
    /// <summary>The path in the file system; it need not exist.</summary>
    /// <exception cref="PipelineStoppedException">It is a path of something else: a terminating error.</exception>
    internal static string ToFilePath(this PSCmdlet cmdlet, string path)
    {
        var found = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            cmdlet.ThrowTerminatingError(Errors.RecordOf(
                new ArgumentException($"'{path}' is no path of the file system."),
                "NotAFilePath",
                ErrorCategory.InvalidArgument,
                path,
                "Give the path of a file or folder."));
        }

        return found;
    }

    /// <summary>Whether the folder is there in which a file is to be.</summary>
    internal static bool HasFolder(string path) => Path.GetDirectoryName(path) is not { Length: > 0 } folder || Directory.Exists(folder);

    /// <summary>A file as Get-Item gives it.</summary>
    internal static PSObject GetFile(this PSCmdlet cmdlet, string path) =>
        cmdlet.InvokeProvider.Item.Get([$"Microsoft.PowerShell.Core\\FileSystem::{path}"], force: true, literalPath: true)[0];
}
