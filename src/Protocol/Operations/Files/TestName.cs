using System.Globalization;
using System.Text.RegularExpressions;

namespace MacNet.Protocol.Operations;

/// <summary>What a test, or a procedure, may be called: what can be the name of its file on the tester.</summary>
public static class TestName
{
    /// <summary>The name that lets the tester make one up.</summary>
    public const string Random = "Random";

    /// <summary>The longest name that a tester takes, in characters; the binary form takes 25.</summary>
    public const int Longest = 250;

    private static readonly string[] Placeholders = ["{channel}", "{0}"];

    /// <summary>Whether the tester is to make up a name.</summary>
    public static bool IsRandom(string name) => name == Random;

    /// <summary>A name, or the one that lets the tester make one up where it is blank.</summary>
    public static string OrRandom(string name) => string.IsNullOrWhiteSpace(name) ? Random : name;

    /// <summary>Whether a name has a place for the channel's number: {channel} or {0}.</summary>
    public static bool HasPlaceholder(string name) => For(name, 0) != name;

    /// <summary>A name with the channel's number in the place for it.</summary>
    public static string For(string name, int channel) => Placeholders.Aggregate(
        name, (text, placeholder) => Replace(text, placeholder, channel.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The data file of a test: its name, and the channel's number for an extension, as in "Cell 7.003".</summary>
    public static string DataFile(string name, int channel) => $"{name}.{channel.ToString("000", CultureInfo.InvariantCulture)}";

    /// <summary>
    /// A data file with the channel's number in the places for it: as the whole extension it has a data file's three digits.
    /// </summary>
    public static string DataFileFor(string name, int channel) =>
        Placeholders.FirstOrDefault(place => name.EndsWith("." + place, StringComparison.OrdinalIgnoreCase)) is { } extension
            ? DataFile(For(name.Remove(name.Length - extension.Length - 1), channel), channel)
            : For(name, channel);

    /// <summary>
    /// Whether a file transfer can carry a name: the data file of a test that is called otherwise cannot be fetched over MacNet.
    /// </summary>
    public static bool CanBeFetched(string name) => name.Length == 0 || FileNames.WhyNot(name, isCarried: true) is null;

    /// <summary>Fails where a name cannot be that of a file on a tester.</summary>
    /// <param name="asked">What was asked of whom.</param>
    /// <param name="what">What has the name.</param>
    /// <param name="name">The name.</param>
    /// <param name="errorId">The id of the error.</param>
    /// <exception cref="MaccorInputException">It cannot.</exception>
    internal static void Check(Asked asked, string what, string name, string errorId)
    {
        if (Wrong(name) is { } wrong)
            throw new MaccorInputException(asked, errorId, $"{what} '{FileNames.Shown(name)}' {wrong}.");
    }

    // However it is written: {Channel} in a name would be a name for several tests.
    private static string Replace(string text, string placeholder, string number) =>
        Regex.Replace(text, Regex.Escape(placeholder), number, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static string? Wrong(string name)
    {
        if (FileNames.IsEmpty(name))
            return "is no name";
        if (name.Length > Longest)
            return $"has {name.Length} characters; {Longest} are the most";
        return FileNames.WhyNot(name, isCarried: false);
    }
}
