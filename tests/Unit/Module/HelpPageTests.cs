using MacNet.Help;
using Xunit;

namespace MacNet.Tests.Unit.Module;

/// <summary>Holds the pages of docs/cmdlets to the cmdlets that they are about.</summary>
public class HelpPageTests
{
    private static readonly string[] Headings = ["Description", "Parameters", "Inputs", "Outputs", "Notes", "Examples", "Related"];

    public static TheoryData<string> Pages => [.. TheModule.Pages.Cmdlets];

    [Fact]
    public void Every_cmdlet_has_a_page() =>
        Assert.Equal(TheModule.Exported, TheModule.Pages.Cmdlets.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_about_a_cmdlet_that_there_is(string name)
    {
        var cmdlet = TheModule.Named(name);
        Assert.Equal(name, TheModule.Pages.Of(cmdlet)!.Title);
        Assert.Empty(Titles(cmdlet).Except(Headings));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_describes_parameters_that_the_cmdlet_has(string name)
    {
        var cmdlet = TheModule.Named(name);
        var described = TheModule.Pages.Of(cmdlet)!["Parameters"]?.Sections.Select(section => section.Title) ?? [];
        Assert.Empty(described.Except(cmdlet.Parameters.Select(parameter => "-" + parameter.Name)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_parameter_is_without_help(string name)
    {
        var cmdlet = TheModule.Named(name);
        Assert.Empty(
            cmdlet.Parameters.Where(parameter => TheModule.Pages.Parameter(cmdlet, parameter).Count == 0)
                .Select(parameter => parameter.Name));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_two_examples_or_more_and_says_what_comes_and_goes(string name)
    {
        var cmdlet = TheModule.Named(name);
        var page = TheModule.Pages.Of(cmdlet)!;
        Assert.NotEmpty(page.Paragraphs);
        Assert.NotEmpty(page["Description"]!.Paragraphs);
        Assert.NotEmpty(TheModule.Pages.Inputs(cmdlet));
        Assert.NotEmpty(page["Outputs"]!.Paragraphs);
        Assert.NotEmpty(page["Notes"]!.Paragraphs);
        Assert.True(page["Examples"]!.Sections.Count >= 2);
    }

    private static IEnumerable<string> Titles(CmdletFacts cmdlet) => TheModule.Pages.Of(cmdlet)!.Sections.Select(section => section.Title);
}
