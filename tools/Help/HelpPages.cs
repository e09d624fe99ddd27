namespace MacNet.Help;

/// <summary>The prose of docs/cmdlets: a page for each cmdlet, and what several share.</summary>
public sealed class HelpPages
{
    private const string CommonName = "common";
    private readonly Dictionary<string, HelpPage> pages;
    private readonly HelpPage common;

    private HelpPages(Dictionary<string, HelpPage> pages, HelpPage common)
    {
        this.pages = pages;
        this.common = common;
    }

    /// <summary>The cmdlets that have a page.</summary>
    public IEnumerable<string> Cmdlets => pages.Keys;

    /// <summary>Reads the folder.</summary>
    public static HelpPages Read(string folder)
    {
        var pages = Directory.EnumerateFiles(folder, "*.md")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => HelpPage.Parse(File.ReadAllText(file)));
        pages.Remove(CommonName, out var common);
        return new HelpPages(pages, common ?? throw new FileNotFoundException($"{folder} has no {CommonName}.md."));
    }

    /// <summary>A cmdlet's page; null where it has none.</summary>
    public HelpPage? Of(CmdletFacts cmdlet) => pages.GetValueOrDefault(cmdlet.Name);

    /// <summary>What a parameter is for: said on the cmdlet's page, or the same for all that have it.</summary>
    public IReadOnlyList<string> Parameter(CmdletFacts cmdlet, ParameterFacts parameter)
    {
        var title = "-" + parameter.Name;
        return (Of(cmdlet)?["Parameters"]?[title] ?? common["Parameters"]?[title])?.Paragraphs ?? [];
    }

    /// <summary>What may come down the pipeline: said on the cmdlet's page, or the same for all with such a parameter.</summary>
    public IReadOnlyList<string> Inputs(CmdletFacts cmdlet)
    {
        if (Of(cmdlet)?["Inputs"] is { } own)
            return own.Paragraphs;
        var uses = cmdlet.Parameters.SelectMany(parameter => parameter.Sets.Values.Select(use => (parameter.Name, Use: use)));
        var bound = uses.Where(item => item.Use.FromPipeline || item.Use.FromProperty).OrderBy(item => item.Use.FromPipeline ? 0 : 1);
        return common["Inputs"]?[bound.Select(item => item.Name).FirstOrDefault() ?? "None"]?.Paragraphs ?? [];
    }
}
