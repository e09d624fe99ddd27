using Xunit;

namespace MacNet.Tests.Pester;

/// <summary>Every It of the Pester suite, run in a real PowerShell.</summary>
public class PesterSuite
{
    public static TheoryData<PesterResult> Results() => [.. PesterRun.Results];

    public static TheoryData<PesterResult> DesktopResults() => [.. PesterRun.DesktopResults];

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Pester(PesterResult result) => Check(result);

    /// <summary>The build for Windows PowerShell 5.1, in PowerShell 7 as a stand-in.</summary>
    [Theory]
    [MemberData(nameof(DesktopResults), DisableDiscoveryEnumeration = true)]
    public void Pester_with_the_build_for_Windows_PowerShell(PesterResult result) => Check(result);

    private static void Check(PesterResult result)
    {
        if (result.Outcome == PesterOutcome.Skipped)
            Assert.False(string.IsNullOrWhiteSpace(result.Message), "Whatever is skipped says why: Set-ItResult -Skipped -Because.");
        Assert.SkipWhen(result.Outcome == PesterOutcome.Skipped, result.Message);
        Assert.True(result.Outcome == PesterOutcome.Passed, result.Message);
    }
}
