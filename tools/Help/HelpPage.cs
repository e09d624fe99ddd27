using Markdig;
using Markdig.Syntax;

namespace MacNet.Help;

/// <summary>A page of Markdown as a tree of headings, each with the blocks below it.</summary>
public sealed class HelpPage
{
    private readonly List<HelpPage> sections = [];
    private readonly List<Block> blocks = [];

    private HelpPage(string title, int level)
    {
        Title = title;
        Level = level;
    }

    /// <summary>The heading.</summary>
    public string Title { get; }

    /// <summary>The headings one level below.</summary>
    public IReadOnlyList<HelpPage> Sections => sections;

    /// <summary>What stands between this heading and the next.</summary>
    public IReadOnlyList<Block> Blocks => blocks;

    /// <summary>That as paragraphs of plain text.</summary>
    public IReadOnlyList<string> Paragraphs => [.. PlainText.Paragraphs(blocks)];

    private int Level { get; }

    /// <summary>The section of a title; null where there is none.</summary>
    public HelpPage? this[string title] => sections.Find(section => section.Title == title);

    /// <summary>Reads a page.</summary>
    public static HelpPage Parse(string markdown)
    {
        var open = new Stack<HelpPage>([new HelpPage("", 0)]);
        foreach (var block in Markdown.Parse(markdown, new MarkdownPipelineBuilder().UsePipeTables().Build()))
        {
            if (block is not HeadingBlock heading)
            {
                open.Peek().blocks.Add(block);
                continue;
            }

            while (open.Peek().Level >= heading.Level)
                open.Pop();
            var section = new HelpPage(PlainText.Of(heading.Inline), heading.Level);
            open.Peek().sections.Add(section);
            open.Push(section);
        }

        return open.Last().sections.Single();
    }
}
