namespace MacNet.Protocol.Operations;

/// <summary>
/// Keeps to plain file names: one that comes from a tester, or goes to it, must not reach out of its folder, on whatever system
/// either of the two runs.
/// </summary>
internal static class FileNames
{
    private static readonly char[] Forbidden = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];

    // With the superscripts that Windows takes for digits.
    private static readonly HashSet<string> Devices = new(
        new[] { "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$" }
            .Concat("0123456789\u00b9\u00b2\u00b3".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" })),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Fails where a name is anything but that of a file in a folder.</summary>
    /// <exception cref="MaccorInputException">It is not.</exception>
    internal static void Check(Asked asked, string name)
    {
        var reason = IsEmpty(name) ? "has no letters" : WhyNot(name, isCarried: true);
        if (reason is not null)
            throw new MaccorInputException(asked, "UnsafeFileName", $"'{Shown(name)}' is no file name: it {reason}.");
    }

    /// <summary>A name as an error may show it.</summary>
    internal static string Shown(string name) => new([.. name.Select(letter => char.IsControl(letter) ? '?' : letter)]);

    /// <summary>Whether a name has nothing but dots and spaces.</summary>
    internal static bool IsEmpty(string name) => name.All(sign => sign is '.' or ' ');

    /// <summary>
    /// What keeps a text from being the name of a file: the one rule for tests, procedures and files, whichever way they go.
    /// </summary>
    /// <param name="name">The text, in which there is something.</param>
    /// <param name="isCarried">Whether a file transfer carries the name, now or one day.</param>
    internal static string? WhyNot(string name, bool isCarried)
    {
        if (name.FirstOrDefault(Forbidden.Contains) is var letter and not '\0')
            return $"has the character {letter}, which a file name cannot have";
        if (name.Any(char.IsControl))
            return "has a control character, which a file name cannot have";
        if (isCarried && name.FirstOrDefault(sign => sign > '~') is var foreign and not '\0')
            return $"has the character {foreign}, which a file transfer (ASCII) cannot carry";
        if (name.LastIndexOf('.') is var dot and >= 0 && IsEmpty(name.Remove(dot)))
            return "has nothing before its extension";
        // Windows drops these from a name, and so would mean another file.
        if (name[name.Length - 1] is '.' or ' ' || name[0] == ' ')
            return "begins or ends with a space, or ends with a dot";
        return Devices.Contains(name.Split('.')[0].TrimEnd(' ')) ? "is that of a device on Windows" : null;
    }
}
