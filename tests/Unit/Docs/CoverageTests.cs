using System.Text.RegularExpressions;
using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Module;
using Xunit;

namespace MacNet.Tests.Unit.Docs;

/// <summary>Holds docs/coverage.md to the code.</summary>
public partial class CoverageTests
{
    private static readonly List<Row> Rows = ReadRows();

    [Fact]
    public void Every_function_has_one_row_in_order()
    {
        var declared = Functions.All.Select(function => $"({function.Class}, {function.Number})");
        Assert.Equal(declared, Rows.Select(row => row.Function));
    }

    [Fact]
    public void There_are_57_functions() => Assert.Equal(57, Rows.Count);

    [Fact]
    public void Each_row_says_what_the_declaration_says() =>
        Assert.All(Rows, row => Assert.Equal(DeclaredOf(row).Title, row.Title));

    [Fact]
    public void Each_row_names_the_transports_that_the_function_has() =>
        Assert.All(Rows, row => Assert.Equal(DeclaredOf(row).BinaryOnly ? "binary, UDP" : "JSON, binary, UDP", row.Transports));

    [Fact]
    public void Each_row_names_cmdlets_that_the_module_exports()
    {
        var manifest = File.ReadAllText(Path.Combine(TheModule.Root, "MacNet.psd1"));
        Assert.All(Rows, row =>
        {
            Assert.NotEmpty(row.Cmdlets);
            Assert.All(row.Cmdlets, cmdlet => Assert.Contains($"'{cmdlet}'", manifest, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Each_row_names_a_test_that_exists() => Assert.All(Rows, row => Assert.True(TestExists(row.Test), row.Test));

    // `Class.Method` of this assembly, or `File.Tests.ps1: name of the It`.
    private static bool TestExists(string test)
    {
        var pester = PesterTest().Match(test);
        if (pester.Success)
        {
            var path = Path.Combine(TheModule.Root, "tests", "Pester", pester.Groups["file"].Value);
            return File.Exists(path) && File.ReadAllText(path).Contains($"It '{pester.Groups["name"].Value}'", StringComparison.Ordinal);
        }

        var parts = test.Split('.');
        return parts.Length == 2 && typeof(CoverageTests).Assembly.GetTypes()
            .Any(type => type.Name == parts[0] && type.GetMethod(parts[1]) is not null);
    }

    private static Function DeclaredOf(Row row) =>
        Functions.All.Single(function => $"({function.Class}, {function.Number})" == row.Function);

    private static List<Row> ReadRows() =>
    [
        .. from line in File.ReadLines(Path.Combine(TheModule.Root, "docs", "coverage.md"))
           where line.StartsWith("| (", StringComparison.Ordinal)
           let cells = line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToArray()
           select new Row(cells[0], cells[1],
               [.. CmdletName().Matches(cells[2]).Select(match => match.Value)], cells[3], cells[4].Trim('`')),
    ];

    [GeneratedRegex(@"[A-Z]\w+-Maccor\w*")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"^(?<file>\w+\.Tests\.ps1): (?<name>.+)$")]
    private static partial Regex PesterTest();

    private sealed record Row(string Function, string Title, string[] Cmdlets, string Transports, string Test);
}
