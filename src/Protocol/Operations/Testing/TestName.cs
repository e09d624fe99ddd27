using System.Globalization;

namespace MacNet.Protocol.Operations;

/// <summary>What a test, or a procedure, may be called: what can be the name of its file on the tester.</summary>
public static class TestName
{
    /// <summary>The name that lets the tester make one up.</summary>
    public const string Random = "Random";

    /// <summary>The longest name that a tester takes, in characters; the binary form takes 25.</summary>
    public const int Longest = 250;

    private const string Forbidden = "\\/:*?\"<>|";

    private static readonly string[] Placeholders = ["{channel}", "{0}"];

    /// <summary>Whether the tester is to make up a name.</summary>
    public static bool IsRandom(string name) => name == Random;

    /// <summary>A name, or the one that lets the tester make one up where it is blank.</summary>
    public static string OrRandom(string name) => string.IsNullOrWhiteSpace(name) ? Random : name;

    /// <summary>Whether a name has a place for the channel's number: {channel} or {0}.</summary>
    public static bool HasPlaceholder(string name) => Placeholders.Any(name.Contains);

    /// <summary>A name with the channel's number in the place for it.</summary>
    public static string For(string name, int channel) => Placeholders.Aggregate(
        name, (text, placeholder) => text.Replace(placeholder, channel.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The data file of a test: its name, and the channel's number for an extension, as in "Cell 7.003".</summary>
    public static string DataFile(string name, int channel) => $"{name}.{channel.ToString("000", CultureInfo.InvariantCulture)}";

    internal static void Check(Asked asked, string what, string name, string errorId)
    {
        var wrong = Wrong(name);
        if (wrong is null)
            return;
        throw new MaccorInputException(
            asked, errorId, $"{what} '{name}' {wrong}.");
    }

    private static string? Wrong(string name)
    {
        if (name.All(letter => letter is '.' or ' '))
            return "is no name";
        if (name.Length > Longest)
            return $"has {name.Length} characters; {Longest} are the most";
        if (name.Any(letter => Forbidden.Contains(letter) || char.IsControl(letter)))
            return "has a character that a file name cannot have";
        // The tester's file system drops them, and takes "a" and "a " for one name.
        return name[name.Length - 1] is ' ' || name[0] is ' ' ? "begins or ends with a space" : null;
    }
}
