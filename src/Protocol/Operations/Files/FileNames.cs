namespace MacNet.Protocol.Operations;

/// <summary>
/// Keeps to plain file names: one that comes from a tester, or goes to it, must not reach out of its folder, on whatever system
/// either of the two runs.
/// </summary>
internal static class FileNames
{
    private static readonly char[] Forbidden = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>Fails where a name is anything but that of a file in a folder.</summary>
    /// <exception cref="MaccorInputException">It is not.</exception>
    internal static void Check(Asked asked, string name)
    {
        if (WhyNot(name) is { } reason)
        {
            var shown = new string([.. name.Select(letter => char.IsControl(letter) ? '?' : letter)]);
            throw new MaccorInputException(asked, "UnsafeFileName", $"'{shown}' is no file name: it {reason}.");
        }
    }

    private static string? WhyNot(string name)
    {
        if (name.All(sign => sign is '.' or ' '))
            return "has no letters";
        if (name.FirstOrDefault(Forbidden.Contains) is var letter and not '\0')
            return $"has the character {letter}";
        if (name.Any(char.IsControl))
            return "has a control character";
        if (name.FirstOrDefault(sign => sign > '~') is var foreign and not '\0')
            return $"has the character {foreign}, which a file transfer (ASCII) cannot carry";
        // Windows leaves these out, and means another file.
        if (name[name.Length - 1] is '.' or ' ' || name[0] == ' ')
            return "begins or ends with a space, or ends with a dot";
        return Devices.Contains(name.Split('.')[0].TrimEnd(' ')) ? "is that of a device" : null;
    }
}
