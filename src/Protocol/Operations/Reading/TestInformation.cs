namespace MacNet.Protocol.Operations;

/// <summary>The test on a channel: names and comment (4, 6), and how it ended (4, 10).</summary>
public sealed class TestInformation
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>The test's name; empty where there is no test.</summary>
    public string TestName { get; internal init; } = "";

    /// <summary>The procedure's name.</summary>
    public string Procedure { get; internal init; } = "";

    /// <summary>The procedure's description.</summary>
    public string ProcedureDescription { get; internal init; } = "";

    /// <summary>The comment given at the start.</summary>
    public string Comment { get; internal init; } = "";

    /// <summary>How many end steps the procedure has; null where the tester does not tell.</summary>
    public int? NumberOfEnds { get; internal init; }

    /// <summary>
    /// The end step reached, counted from 1; 0 while the test is not complete, null where the tester does not tell. Tests that grade
    /// cells end at different ones.
    /// </summary>
    public int? EndNumber { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {TestName}";
}
