using System.Security;
using System.Text.RegularExpressions;

namespace MacNet.Tests.Browser;

/// <summary>Draws what a terminal shows, with its colours, as SVG.</summary>
internal static partial class TerminalPicture
{
    private const int Column = 8;
    private const int Row = 18;
    private const string Plain = "#d4d4d4";
    private const string Back = "#1e1e1e";

    private static readonly Dictionary<string, string> Colors = new()
    {
        ["31"] = "#f48771", ["32"] = "#89d185", ["33"] = "#e5c07b", ["36"] = "#56b6c2", ["37"] = "#ffffff",
    };

    internal static string Of(IReadOnlyList<string> lines, int columns, string title)
    {
        var (width, height) = (Column * columns + 32, Row * lines.Count + 56);
        var texts = lines.SelectMany((line, i) => Runs(line, 52 + Row * i));
        return FormattableString.Invariant($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">
            <title>{SecurityElement.Escape(title)}</title>
            <rect width="{width}" height="{height}" rx="8" fill="{Back}"/>
            <circle cx="20" cy="18" r="6" fill="#ff5f56"/><circle cx="40" cy="18" r="6" fill="#ffbd2e"/><circle cx="60" cy="18" r="6" fill="#27c93f"/>
            <g font-family="Cascadia Mono, Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="13.3">
            {string.Join('\n', texts)}
            </g>
            </svg>

            """);
    }

    // A line in runs of one look each.
    private static IEnumerable<string> Runs(string line, int y)
    {
        var (column, look) = (0, Array.Empty<string>());
        foreach (Match part in Part().Matches(line))
        {
            if (part.Groups["codes"].Success)
            {
                look = part.Groups["codes"].Value.Split(';');
                continue;
            }

            var text = part.Value;
            var x = 16 + Column * column;
            column += text.Length;
            if (look.Contains("41") || look.Contains("7"))
                yield return Box(x, y - 14, text.Length, Row, look.Contains("7") ? Plain : "#a1260d");
            if (look.Contains("4"))
                yield return Box(x, y + 3, text.Length, 1, Plain);
            foreach (Match words in Words().Matches(text))
                yield return Text(x + Column * words.Index, y, words.Value, look);
        }
    }

    private static string Box(int x, int y, int columns, int height, string color) => FormattableString.Invariant(
        $"<rect x=\"{x}\" y=\"{y}\" width=\"{Column * columns}\" height=\"{height}\" fill=\"{color}\"/>");

    private static string Text(int x, int y, string text, string[] look)
    {
        var given = look.Select(code => Colors.GetValueOrDefault(code)).FirstOrDefault(found => found is not null);
        var color = look.Contains("7") ? Back : given ?? Plain;
        var more = (look.Contains("1") ? " font-weight=\"bold\"" : "") + (look.Contains("2") ? " opacity=\"0.6\"" : "");
        return FormattableString.Invariant(
            $"<text x=\"{x}\" y=\"{y}\" fill=\"{color}\"{more} textLength=\"{Column * text.Length}\" lengthAdjust=\"spacingAndGlyphs\">")
            + $"{SecurityElement.Escape(text)}</text>";
    }

    [GeneratedRegex(@"\e\[(?<codes>[\d;]*)m|[^\e]+")]
    private static partial Regex Part();

    // Spaces side by side are one for a browser.
    [GeneratedRegex(@"\S+(?: \S+)*")]
    private static partial Regex Words();
}
