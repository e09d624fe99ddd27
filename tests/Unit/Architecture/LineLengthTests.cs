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
        var found = Folders.SelectMany(
            folder => Directory.EnumerateFiles(Path.Combine(TheModule.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Generated().IsMatch(file))
            .SelectMany(TooLong);

        Assert.Empty(found);
    }

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
