namespace MacNet.Protocol.Operations;

/// <summary>What is known of the types of files.</summary>
public static class FileTypes
{
    /// <summary>The name of the only file of <see cref="FileType.SystemEvent"/>.</summary>
    public const string SystemEventLog = "SysEvent.log";

    private static readonly Dictionary<FileType, string[]> Sendable = new()
    {
        [FileType.Procedure] = [".000", ".999"],
        [FileType.MacUserFunction] = [".dll"],
        [FileType.Can] = [".can", ".dbc"],
        [FileType.Fra] = [".fra", ".modulab"],
        [FileType.Waveform] = [".mwf"],
    };

    /// <summary>The types that are folders and can be listed.</summary>
    public static IReadOnlyList<FileType> Folders { get; } =
    [
        FileType.Active, FileType.Archive, FileType.Procedure, FileType.MacUserFunction, FileType.Can, FileType.Fra, FileType.Waveform,
    ];

    /// <summary>The type that a file's extension tells, or null.</summary>
    public static FileType? OfName(string name)
    {
        var extension = Path.GetExtension(name);
        foreach (var type in Sendable)
        {
            if (type.Value.Contains(extension, StringComparer.OrdinalIgnoreCase))
                return type.Key;
        }

        return null;
    }

    /// <summary>Fails where a tester does not take a file of this type or name.</summary>
    /// <exception cref="MaccorInputException">The type cannot be sent, or the extension is not one of the type's.</exception>
    internal static void CheckSendable(Asked asked, FileType type, string name)
    {
        if (!Sendable.TryGetValue(type, out var extensions))
        {
            throw new MaccorInputException(
                asked,
                "FileTypeNotSent",
                $"files of type {type} cannot be sent, only received; {string.Join(", ", Sendable.Keys)} can be sent.");
        }

        if (OfName(name) != type)
        {
            throw new MaccorInputException(
                asked,
                "FileExtension",
                $"'{name}' is no name of a file of type {type}, which has the extension {string.Join(" or ", extensions)}.");
        }
    }
}
