using System.Text.RegularExpressions;
using MacNet.Tests.Unit.Module;
using Xunit;

namespace MacNet.Tests.Unit.Architecture;

/// <summary>
/// Lines that fit beside each other on a screen: 140 columns, as .editorconfig says. A text in quotes is not broken for that.
/// </summary>
public partial class LineLengthTests
{
    private const int Longest = 140;

    private static readonly string[] Folders = ["benchmarks", "examples", "src", "tests", "tools"];

    [Fact]
    public void No_line_is_longer_than_140_columns_but_for_the_texts_in_it()
    {
        Assert.Empty(Files("*.cs").SelectMany(TooLong));
    }

    // As PSScriptAnalyzer counts, which is not everywhere.
    [Fact]
    public void No_line_of_a_script_is_longer_than_140_columns()
    {
        var found =
            from file in Files("*.ps*1")
            from line in File.ReadLines(file).Select((text, index) => (text.Length, Number: index + 1))
            where line.Length > Longest
            select $"{Path.GetRelativePath(TheModule.Root, file)}, line {line.Number}";

        Assert.Empty(found);
    }

    private static IEnumerable<string> Files(string pattern) => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TheModule.Root, folder), pattern, SearchOption.AllDirectories))
        .Where(file => !Generated().IsMatch(file));

    private static IEnumerable<string> TooLong(string file)
    {
        var isRaw = false;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var marks = RawMark().Count(line);
            if (!isRaw && marks == 0 && Quoted().Replace(line, "\"\"").Length > Longest)
                yield return $"{Path.GetRelativePath(TheModule.Root, file)}, line {number}";
            isRaw ^= marks % 2 == 1;
        }
    }

    [GeneratedRegex(@"[\\/](bin|obj|TestResults)[\\/]")]
    private static partial Regex Generated();

    [GeneratedRegex("\"\"\"")]
    private static partial Regex RawMark();

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""")]
    private static partial Regex Quoted();
}
