using Xunit;

namespace MacNet.Tests.Pester;

/// <summary>Every It of the Pester suite, run in a real PowerShell.</summary>
public class PesterSuite
{
    public static TheoryData<PesterResult> Results()
    {
        var data = new TheoryData<PesterResult>();
        foreach (var result in PesterRun.Results)
            data.Add(result);
        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Pester(PesterResult result)
    {
        Skip.If(result.Outcome == PesterOutcome.Skipped, result.Message);
        Assert.True(result.Outcome == PesterOutcome.Passed, result.Message);
    }
}
