using System.Globalization;
using System.Security;
using System.Text.RegularExpressions;

namespace MacNet.Tests.Unit.Module;

/// <summary>Lines for a terminal, with its colours, as a picture.</summary>
internal static partial class TerminalPicture
{
    private const double Wide = 8;
    private const int High = 18;
    private const string Paper = "#1e1e1e";
    private const string Plain = "#d4d4d4";

    private static readonly Dictionary<int, string> Colours = new()
    {
        [31] = "#f48771",
        [32] = "#89d185",
        [33] = "#e5c07b",
        [36] = "#56b6c2",
        [37] = "#ffffff",
        [41] = "#a1260d",
    };

    internal static string Draw(IReadOnlyList<string> lines, int columns, string title)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"width=\"{columns * Wide + 32}\" height=\"{lines.Count * High + 24}\"");
        var texts = lines.SelectMany((line, row) => Runs(line).SelectMany(run => Elements(run, 28 + row * High)));
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" {size} role="img">
            <title>{SecurityElement.Escape(title)}</title>
            <rect {size} rx="8" fill="{Paper}"/>
            <g font-family="Cascadia Mono, Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="13.3" xml:space="preserve">
            {string.Join("\n", texts)}
            </g>
            </svg>

            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<Run> Runs(string line)
    {
        var (column, style) = (0, Array.Empty<int>());
        foreach (Match part in Parts().Matches(line))
        {
            if (part.Groups["codes"].Success)
            {
                style = [.. part.Groups["codes"].Value.Split(';').Select(code => int.Parse(code, CultureInfo.InvariantCulture))];
                continue;
            }

            yield return new(part.Value, column, style);
            column += part.Value.Length;
        }
    }

    private static IEnumerable<string> Elements(Run run, int y)
    {
        var (ink, paper) = run.Style.Contains(7) ? (Paper, Plain) : (ColourOf(run.Style, 30) ?? Plain, ColourOf(run.Style, 40));
        if (paper is not null)
            yield return Invariant(
                $"<rect x=\"{16 + run.Column * Wide}\" y=\"{y - 13}\" width=\"{run.Text.Length * Wide}\" height=\"{High}\" fill=\"{paper}\"/>");
        var bold = run.Style.Contains(1) ? " font-weight=\"bold\"" : "";
        var line = run.Style.Contains(4) ? " text-decoration=\"underline\"" : "";
        var faint = run.Style.Contains(2) ? " opacity=\"0.6\"" : "";
        // What is between wide gaps stands where it should, whatever the font.
        foreach (Match words in Words().Matches(run.Text))
        {
            var where = Invariant($"x=\"{16 + (run.Column + words.Index) * Wide}\" y=\"{y}\" textLength=\"{words.Length * Wide}\"");
            yield return $"<text {where} fill=\"{ink}\"{bold}{line}{faint}>{SecurityElement.Escape(words.Value)}</text>";
        }
    }

    private static string? ColourOf(int[] style, int kind) =>
        style.Where(code => code >= kind && code < kind + 10).Select(code => Colours[code]).FirstOrDefault();

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"\x1b\[(?<codes>[\d;]+)m|[^\x1b]+")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\S+(?: \S+)*")]
    private static partial Regex Words();

    private readonly record struct Run(string Text, int Column, int[] Style);
}
