using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MacNet.Help;

/// <summary>Markdown without its marks.</summary>
internal static class PlainText
{
    internal static IEnumerable<string> Paragraphs(IEnumerable<Block> blocks) => blocks.SelectMany(Paragraphs);

    internal static string Of(ContainerInline? inlines) => string.Concat((inlines ?? []).Select(Of));

    internal static string Code(FencedCodeBlock block) => block.Lines.ToString().TrimEnd();

    internal static string Cell(Block cell) => string.Join(' ', Paragraphs([cell]));

    private static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        ParagraphBlock paragraph => [Of(paragraph.Inline)],
        ListBlock list => list.SelectMany((item, i) => Item((ListItemBlock)item, list.IsOrdered ? $"{i + 1}. " : "- ")),
        FencedCodeBlock code => [Code(code)],
        Table table => table.Select(row => string.Join("  ", ((TableRow)row).Select(Cell))),
        ContainerBlock container => Paragraphs(container.AsEnumerable()),
        _ => [],
    };

    private static IEnumerable<string> Item(ListItemBlock item, string bullet) =>
        Paragraphs(item.AsEnumerable()).Select((text, i) => (i == 0 ? bullet : "") + text);

    private static string Of(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        LinkInline { Url: { } url } link when url.StartsWith("http", StringComparison.Ordinal) => $"{Of((ContainerInline)link)} ({url})",
        AutolinkInline address => address.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        ContainerInline container => Of(container),
        _ => "",
    };
}
