using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace MacNet.Help;

/// <summary>Writes an about topic as the plain text of 80 columns that Get-Help shows.</summary>
public static class AboutTopic
{
    private const int Width = 80;
    private const int Indent = 4;

    /// <summary>Turns a page of Markdown into text.</summary>
    public static string ToText(string markdown)
    {
        var page = HelpPage.Parse(markdown);
        var text = new StringBuilder("TOPIC\n").Append(' ', Indent).Append(page.Title).Append("\n\n");
        Write(text, page.Blocks);
        foreach (var section in page.Sections)
        {
            text.Append(section.Title.ToUpperInvariant()).Append('\n');
            Write(text, section.Blocks);
            foreach (var part in section.Sections)
            {
                text.Append(' ', Indent / 2).Append(part.Title).Append('\n');
                Write(text, part.Blocks);
            }
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Write(StringBuilder text, IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            foreach (var line in Lines(block))
                text.Append(line.Length > 0 ? new string(' ', Indent) + line : "").Append('\n');
            text.Append('\n');
        }
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        FencedCodeBlock code => PlainText.Code(code).Split('\n').Select(line => new string(' ', Indent) + line),
        Table table => Rows(table),
        ListBlock => PlainText.Paragraphs([block]).SelectMany(item => Wrap(item, "  ")),
        _ => PlainText.Paragraphs([block]).SelectMany(paragraph => Wrap(paragraph, "")),
    };

    private static IEnumerable<string> Rows(Table table)
    {
        var rows = table.Select(row => ((TableRow)row).Select(PlainText.Cell).ToArray()).ToArray();
        var first = rows.Max(row => row[0].Length) + 2;
        return rows.SelectMany(row => Wrap(row[0].PadRight(first) + string.Join("  ", row.Skip(1)), new string(' ', first)));
    }

    private static IEnumerable<string> Wrap(string paragraph, string hanging)
    {
        var line = "";
        foreach (var word in paragraph.Split(' '))
        {
            if (line.Trim().Length > 0 && Indent + line.Length + 1 + word.Length > Width)
            {
                yield return line.TrimEnd();
                line = hanging + word;
            }
            else
            {
                line = line.Length > 0 ? line + " " + word : word;
            }
        }

        yield return line.TrimEnd();
    }
}
