namespace MacNet.Tests.Pester;

/// <summary>How a Pester test ended.</summary>
public enum PesterOutcome
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>One It of the Pester suite and how it ended.</summary>
public sealed record PesterResult(string Name, PesterOutcome Outcome, string Message)
{
    // What the test run shows; of a test that is skipped it shows no more than this.
    public override string ToString() => Outcome == PesterOutcome.Skipped ? $"{Name}: skipped, {Message.Split('\n')[0]}" : Name;
}
