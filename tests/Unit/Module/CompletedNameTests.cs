using MacNet.PowerShell;
using Xunit;

namespace MacNet.Tests.Unit.Module;

public class CompletedNameTests
{
    [Theory]
    [InlineData("CCCV charge.000", "CCCV charge")]
    [InlineData("1/3 C.000", "1/3 C")]
    [InlineData(@"a\b.000", @"a\b")]
    [InlineData("3.2 V.000", "3.2 V")]
    [InlineData(".000", "")]
    [InlineData("none", "none")]
    public void A_testers_file_loses_its_extension_and_nothing_else(string file, string name) =>
        Assert.Equal(name, TesterFileNames.WithoutExtension(file));
}
