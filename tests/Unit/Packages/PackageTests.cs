using System.IO.Compression;
using System.Xml.Linq;
using MacNet.Tests.Unit.Module;
using Xunit;

namespace MacNet.Tests.Unit.Packages;

/// <summary>Opens the packages as the PowerShell Gallery and NuGet do.</summary>
public class PackageTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    [Theory]
    [InlineData("MacNet.psd1")]
    [InlineData("MacNet.format.ps1xml")]
    [InlineData("LICENSE")]
    [InlineData("lib/net8.0/MacNet.PowerShell.dll")]
    [InlineData("lib/net8.0/MacNet.Protocol.dll")]
    [InlineData("lib/netstandard2.0/MacNet.PowerShell.dll")]
    [InlineData("lib/netstandard2.0/System.Text.Json.dll")]
    [InlineData("en-US/MacNet.PowerShell.dll-Help.xml")]
    [InlineData("en-US/about_MacNet.help.txt")]
    public void The_module_lies_in_its_package_as_PowerShell_loads_it(string file) =>
        Assert.NotNull(packages.Module.GetEntry(file));

    [Fact]
    public void The_module_package_holds_nothing_of_the_build_but_the_module()
    {
        string[] known =
        [
            "MacNet.psd1", "MacNet.format.ps1xml", "LICENSE", "lib", "en-US",
            "MacNet.nuspec", "_rels", "package", "[Content_Types].xml",
        ];
        Assert.Empty(packages.Module.Entries.Select(entry => entry.FullName.Split('/')[0]).Distinct().Except(known));
        Assert.DoesNotContain(packages.Module.Entries, entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal));
        Assert.DoesNotContain(packages.Module.Entries, entry => entry.Name.StartsWith("System.Management", StringComparison.Ordinal));
    }

    [Fact]
    public void The_gallery_reads_of_the_module_what_the_manifest_says()
    {
        var about = Nuspec(packages.Module, "MacNet.nuspec");
        Assert.Equal("MacNet", about["id"]);
        Assert.Contains($"ModuleVersion          = '{about["version"]}'", TheModule.Manifest, StringComparison.Ordinal);
        foreach (var fact in (string[])["authors", "description", "projectUrl", "licenseUrl", "releaseNotes"])
            Assert.Contains($"'{about[fact]}'", TheModule.Manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("dependencies", about.Keys);
    }

    [Fact]
    public void The_gallery_finds_the_module_by_edition_system_and_cmdlet()
    {
        var tags = Nuspec(packages.Module, "MacNet.nuspec")["tags"].Split(' ');
        string[] wanted = ["PSModule", "PSEdition_Core", "PSEdition_Desktop", "Windows", "Linux", "MacOS", "Maccor", "PSIncludes_Cmdlet"];
        Assert.Empty(wanted.Except(tags));
        Assert.Equal(TheModule.Exported, tags.Where(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)).Select(tag => tag[9..]));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("lib/net8.0/MacNet.Protocol.dll")]
    [InlineData("lib/net8.0/MacNet.Protocol.xml")]
    [InlineData("lib/netstandard2.0/MacNet.Protocol.dll")]
    [InlineData("lib/netstandard2.0/MacNet.Protocol.xml")]
    public void The_library_comes_with_its_readme_license_and_documentation(string file) =>
        Assert.NotNull(packages.Library.GetEntry(file));

    [Fact]
    public void The_library_says_what_it_is_and_what_it_needs()
    {
        var about = Nuspec(packages.Library, "MacNet.Protocol.nuspec");
        Assert.Equal("MIT", about["license"]);
        Assert.Equal("README.md", about["readme"]);
        Assert.NotEqual("", about["projectUrl"]);
        Assert.Equal(["Microsoft.Bcl.TimeProvider", "System.Text.Json"], Dependencies(packages.Library).Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Nuspec(ZipArchive package, string name) =>
        Open(package, name).Root!.Elements().Single().Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);

    private static IEnumerable<string> Dependencies(ZipArchive package) =>
        Open(package, "MacNet.Protocol.nuspec").Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value);

    private static XDocument Open(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }
}
