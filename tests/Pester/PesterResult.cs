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
    public override string ToString() => Name;
}
