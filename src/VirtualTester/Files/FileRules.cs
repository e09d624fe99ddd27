namespace MacNet.VirtualTester.Files;

/// <summary>What may stand in which folder, and who may write it.</summary>
public static class FileRules
{
    /// <summary>The file in <see cref="FileFolder.SystemEvents"/>.</summary>
    public const string SystemEventLog = "SysEvent.log";

    internal static readonly IReadOnlyList<FileFolder> Folders =
    [
        FileFolder.Active, FileFolder.Archive, FileFolder.Procedur, FileFolder.MacUserFunctions,
        FileFolder.Can, FileFolder.Fra, FileFolder.Waveforms, FileFolder.SystemEvents,
    ];

    private static readonly char[] Forbidden = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];

    private static readonly Dictionary<FileFolder, string[]> Extensions = new()
    {
        [FileFolder.Procedur] = [".000", ".999"],
        [FileFolder.MacUserFunctions] = [".dll"],
        [FileFolder.Can] = [".can", ".dbc"],
        [FileFolder.Fra] = [".fra", ".modulab"],
        [FileFolder.Waveforms] = [".mwf"],
    };

    /// <summary>Tells whether clients may send files to a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>True for folders 3 to 7.</returns>
    public static bool CanBeSentTo(FileFolder folder) => Extensions.ContainsKey(folder);

    /// <summary>Tells whether a file name fits a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file name with extension.</param>
    /// <returns>True when the name is a file name and has an extension that stands in this folder.</returns>
    public static bool Fits(FileFolder folder, string name)
    {
        if (!IsFileName(name))
            return false;
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return folder switch
        {
            FileFolder.Active or FileFolder.Archive => extension.Length > 1 && extension.Skip(1).All(char.IsDigit),
            FileFolder.SystemEvents => string.Equals(name, SystemEventLog, StringComparison.OrdinalIgnoreCase),
            _ => Extensions.TryGetValue(folder, out var allowed) && allowed.Contains(extension),
        };
    }

    internal static bool IsFileName(string name) =>
        name.Any(letter => letter is not ('.' or ' ')) && !name.Any(letter => Forbidden.Contains(letter) || char.IsControl(letter));
}
