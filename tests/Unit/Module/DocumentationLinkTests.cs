using System.Text.RegularExpressions;
using Xunit;

namespace MacNet.Tests.Unit.Module;

/// <summary>The pages of the repository lead to each other.</summary>
public partial class DocumentationLinkTests
{
    private static readonly string[] Unlinked = ["README.md", "common.md"];

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Path.Combine(TheModule.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(TheModule.Root, "*.md"))
            .Select(file => Path.GetRelativePath(TheModule.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_leads_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(TheModule.Root, page))!;
        Assert.All(LinksOf(page), link => Assert.True(Path.Exists(Path.Combine(folder, link)), link));
    }

    [Fact]
    public void The_index_leads_to_every_page_and_every_script()
    {
        var index = LinksOf(Path.Combine("docs", "README.md")).Select(Path.GetFileName).ToArray();
        Assert.Empty(FilesIn("docs", "*.md").Except(Unlinked).Except(index));
        Assert.Empty(FilesIn("examples", "*.ps1").Except(["QuickStart.ps1"]).Except(index));
    }

    [Fact]
    public void The_project_has_one_address()
    {
        var address = Address().Match(TheModule.Manifest).Groups[1].Value;
        string[] pages = ["MacNet.psd1", "README.md", "src/Protocol/README.md"];
        Assert.All(
            pages.SelectMany(page => Repository().Matches(File.ReadAllText(Path.Combine(TheModule.Root, page)))),
            link => Assert.Equal(address, link.Value));
    }

    private static IEnumerable<string?> FilesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(TheModule.Root, folder), pattern, SearchOption.AllDirectories).Select(Path.GetFileName);

    private static IEnumerable<string> LinksOf(string page) =>
        Link().Matches(File.ReadAllText(Path.Combine(TheModule.Root, page)))
            .Select(link => link.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal));

    [GeneratedRegex("ProjectUri *= '([^']+)'")]
    private static partial Regex Address();

    [GeneratedRegex("https://github.com/[^/]+/MacNet")]
    private static partial Regex Repository();

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Link();
}
