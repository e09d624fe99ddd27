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

    private static readonly Dictionary<string, string> Categories =
        Row().Matches(File.ReadAllText(Path.Combine(TheModule.Root, "docs", "errors.md")))
            .ToDictionary(row => row.Groups["id"].Value, row => row.Groups["category"].Value);

    public static TheoryData<string> Ids => [.. Raised];

    [Fact]
    public void The_table_lists_what_is_raised_and_nothing_else() =>
        Assert.Equal(Raised, Categories.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_names_categories_of_PowerShell() =>
        Assert.All(Categories.Values, category => Assert.True(Enum.IsDefined(typeof(System.Management.Automation.ErrorCategory), category), category));

    [Fact]
    public void Every_error_record_says_what_to_do() =>
        Assert.DoesNotContain(SourcesIn("src/MacNet.PowerShell", "*.cs"), source => source.Contains("new ErrorRecord(", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_error_is_raised_by_a_test(string id)
    {
        var tests = SourcesIn("tests/Unit", "*.cs").Concat(SourcesIn("tests/Pester", "*.ps1"));
        Assert.Contains(tests, test => Regex.IsMatch(test, $@"[""']{id}\b"));
    }

    private static IEnumerable<string> SourcesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(TheModule.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    // The id stands before the words: after what was asked, in a helper called Failure, as errorId, or before the category.
    [GeneratedRegex("""
        (?: (?:[Aa]sked|\)),\s* (?:[^",;(]*\?\s"(?<other>[A-Z]\w+)"\s:\s)? "(?<id>[A-Z]\w+)",\s* (?:\$?"|what\b|FormattableString|problem\.Message|\w+\()
        | Failure\(\s*"(?<id>[A-Z]\w+)",
        | errorId\s*[:=]\s*"(?<id>[A-Z]\w+)"
        | Maccor\w*Exception\([^"$;]*"(?<id>[A-Z]\w+)",
        | "(?<id>\w+)",\s*ErrorCategory\.)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex RaisedIn();

    [GeneratedRegex(@"^\| (?<id>[A-Z]\w+) \| (?<category>[A-Z]\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
