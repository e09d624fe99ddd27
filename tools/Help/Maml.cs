using System.Xml.Linq;
using Markdig.Syntax;

namespace MacNet.Help;

/// <summary>Writes help in the form that Get-Help reads.</summary>
public static class Maml
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The help of all cmdlets that have a page.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="pages">Their pages.</param>
    /// <param name="online">Where the pages can be read online: what Get-Help -Online opens.</param>
    public static XDocument Of(IEnumerable<CmdletFacts> cmdlets, HelpPages pages, string online) => new(
        new XElement(
            Root + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Text),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Where(cmdlet => pages.Of(cmdlet) is not null).Select(cmdlet => CommandOf(cmdlet, pages.Of(cmdlet)!, pages, online))));

    private static XElement CommandOf(CmdletFacts cmdlet, HelpPage page, HelpPages pages, string online) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Paragraphs("description", page.Paragraphs)),
        Paragraphs("description", page["Description"]?.Paragraphs),
        new XElement(Command + "syntax", cmdlet.Sets.Select(set => SyntaxItem(cmdlet, set))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter => Described(cmdlet, parameter, pages))),
        new XElement(Command + "inputTypes", Types("inputType", InputTypes(cmdlet), pages.Inputs(cmdlet))),
        new XElement(Command + "returnValues", Types("returnValue", cmdlet.OutputTypes, page["Outputs"]?.Paragraphs)),
        new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(page["Notes"]?.Paragraphs))),
        new XElement(Command + "examples", page["Examples"]?.Sections.Select(Example)),
        // Get-Help -Online takes the first link that has an address.
        new XElement(
            Command + "relatedLinks",
            Link("Online version", $"{online}/{cmdlet.Name}.md"),
            page["Related"]?.Paragraphs.Select(name => Link(name.TrimStart('-', ' '), ""))));

    private static XElement SyntaxItem(CmdletFacts cmdlet, string set) => new(
        Command + "syntaxItem",
        new XElement(Text + "name", cmdlet.Name),
        cmdlet.ParametersOf(set).Select(item => ParameterOf(item.Parameter, item.Use, Value(item.Parameter))));

    private static XElement Described(CmdletFacts cmdlet, ParameterFacts parameter, HelpPages pages) => ParameterOf(
        parameter,
        parameter.Sets.Values.First(),
        Paragraphs("description", pages.Parameter(cmdlet, parameter)),
        new XElement(
            Command + "parameterValue",
            new XAttribute("required", !parameter.IsSwitch),
            parameter.TypeName),
        new XElement(Dev + "type", new XElement(Text + "name", parameter.TypeName)),
        new XElement(Dev + "defaultValue", parameter.Default ?? "None"));

    private static XElement ParameterOf(ParameterFacts parameter, ParameterUse use, params object?[] content) => new(
        Command + "parameter",
        new XAttribute("required", use.Mandatory),
        new XAttribute("globbing", parameter.Wildcards),
        new XAttribute("pipelineInput", Pipeline(use)),
        new XAttribute("position", use.Position?.ToString() ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
        new XElement(Text + "name", parameter.Name),
        content);

    private static XElement? Value(ParameterFacts parameter)
    {
        if (parameter.IsSwitch)
            return null;
        if (parameter.Choices.Count == 0)
            return new XElement(Command + "parameterValue", new XAttribute("required", true), parameter.TypeName);
        return new XElement(
            Command + "parameterValueGroup",
            parameter.Choices.Select(choice => new XElement(Command + "parameterValue", new XAttribute("required", false), choice)));
    }

    private static string Pipeline(ParameterUse use) => (use.FromPipeline, use.FromProperty) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static string[] InputTypes(CmdletFacts cmdlet)
    {
        var types = cmdlet.Parameters
            .Where(parameter => parameter.Sets.Values.Any(use => use.FromPipeline || use.FromProperty))
            .OrderBy(parameter => parameter.Sets.Values.Any(use => use.FromPipeline) ? 0 : 1)
            .Select(parameter => parameter.Type.FullName!)
            .Distinct()
            .ToArray();
        return types.Length > 0 ? types : ["None"];
    }

    // What is said of them stands once, below the last.
    private static IEnumerable<XElement> Types(string kind, IEnumerable<string> names, IEnumerable<string>? prose)
    {
        var types = names.DefaultIfEmpty("None").ToArray();
        return types.Select((name, i) => new XElement(
            Command + kind,
            new XElement(Dev + "type", new XElement(Text + "name", name)),
            i == types.Length - 1 ? Paragraphs("description", prose) : null));
    }

    // What it prints belongs to the code: it keeps its lines.
    private static XElement Example(HelpPage example)
    {
        var shown = example.Blocks.OfType<FencedCodeBlock>().Select(PlainText.Code);
        var said = PlainText.Paragraphs(example.Blocks.Where(block => block is not FencedCodeBlock));
        return new XElement(
            Command + "example",
            new XElement(Text + "title", $"--- {example.Title} ---"),
            new XElement(Dev + "code", string.Join("\n\n", shown)),
            new XElement(Dev + "remarks", Paragraphs(said)));
    }

    private static XElement Link(string name, string address) => new(
        Text + "navigationLink",
        new XElement(Text + "linkText", name),
        new XElement(Text + "uri", address));

    private static XElement Paragraphs(string name, IEnumerable<string>? paragraphs) => new(Text + name, Paragraphs(paragraphs));

    private static IEnumerable<XElement>? Paragraphs(IEnumerable<string>? paragraphs) =>
        paragraphs?.Select(paragraph => new XElement(Text + "para", paragraph));
}
