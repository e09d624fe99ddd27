using System.Text.RegularExpressions;
using Xunit;

namespace MacNet.Tests.Unit.Module;

/// <summary>docs/errors.md lists every error that the source raises, and no others; and a test raises each.</summary>
public partial class ErrorTableTests
{
    private static readonly string[] Raised =
    [
        .. SourcesIn("src/Protocol", "*.cs").Concat(SourcesIn("src/Data", "*.cs")).Concat(SourcesIn("src/MacNet.PowerShell", "*.cs"))
            .SelectMany(source => RaisedIn().Matches(source))
            .SelectMany(match => (string[])[match.Groups["id"].Value, match.Groups["other"].Value])
            .Where(id => id.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, string> Categories = Rows("category");
    private static readonly Dictionary<string, string> Exceptions = Rows("exception");

    public static TheoryData<string> Ids => [.. Raised];

    [Fact]
    public void The_table_lists_what_is_raised_and_nothing_else() =>
        Assert.Equal(Raised, Categories.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_library_s_errors_have_their_advice_in_the_cmdlets_table()
    {
        var ofTheLibrary = Exceptions.Where(row => row.Value.StartsWith("Maccor", StringComparison.Ordinal)).Select(row => row.Key);
        Assert.Equal(ofTheLibrary.Order(StringComparer.Ordinal), PowerShell.Advice.Ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_library_names_no_cmdlet_and_no_parameter_of_one()
    {
        var parameters = string.Join(
            "|", TheModule.Cmdlets.SelectMany(cmdlet => cmdlet.Parameters).Select(parameter => parameter.Name).Distinct());
        var words = new Regex($@"\b[A-Z][a-z]+-Maccor|PowerShell(?!"" />)|[\s(']-(?:{parameters})\b(?!\()");
        Assert.All(SourcesIn("src/Protocol", "*.cs"), source => Assert.DoesNotMatch(words, source));
    }

    [Fact]
    public void The_table_names_categories_of_PowerShell() =>
        Assert.All(
            Categories.Values,
            category => Assert.True(Enum.IsDefined(typeof(System.Management.Automation.ErrorCategory), category), category));

    [Fact]
    public void Every_error_record_says_what_to_do() =>
        Assert.DoesNotContain(
            SourcesIn("src/MacNet.PowerShell", "*.cs"), source => source.Contains("new ErrorRecord(", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_error_is_raised_by_a_test(string id)
    {
        var tests = SourcesIn("tests/Unit", "*.cs").Concat(SourcesIn("tests/Pester", "*.ps1"));
        Assert.Contains(tests, test => Regex.IsMatch(test, $@"[""']{id}\b"));
    }

    private static Dictionary<string, string> Rows(string column) =>
        Row().Matches(File.ReadAllText(Path.Combine(TheModule.Root, "docs", "errors.md")))
            .ToDictionary(row => row.Groups["id"].Value, row => row.Groups[column].Value);

    private static IEnumerable<string> SourcesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(TheModule.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    // The id stands before the words: after what was asked, in a helper called Failure or Illegal, as errorId, or before the category.
    [GeneratedRegex("""
        (?: (?:[Aa]sked|\)),\s* (?:[^",;(]*\?\s"(?<other>[A-Z]\w+)"\s:\s)? "(?<id>[A-Z]\w+)",\s* (?:\$?"|what\b|FormattableString|problem\.Message|\w+\()
        | (?:Failure|Illegal)\(\s*"(?<id>[A-Z]\w+)",
        | errorId\s*[:=]\s*"(?<id>[A-Z]\w+)"
        | (?:Maccor\w*|Import)Exception\([^"$;]*"(?<id>[A-Z]\w+)",
        | "(?<id>\w+)",\s*ErrorCategory\.)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex RaisedIn();

    [GeneratedRegex(@"^\| (?<id>[A-Z]\w+) \| (?<category>[A-Z]\w+) \| (?<exception>\w+)", RegexOptions.Multiline)]
    private static partial Regex Row();
}
