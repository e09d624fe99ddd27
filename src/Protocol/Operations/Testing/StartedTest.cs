namespace MacNet.Protocol.Operations;

/// <summary>A test that was started, with all that it was started with.</summary>
public sealed class StartedTest : LimitedTest
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>The test's name, as the tester has it; empty where the tester did not tell it.</summary>
    public string TestName { get; internal init; } = "";

    /// <summary>The test's data file on the tester: "Cell 7.003"; empty where the tester did not tell its name.</summary>
    public string DataFile => TestName.Length == 0 ? "" : Operations.TestName.DataFile(TestName, Channel);

    /// <summary>The procedure's name.</summary>
    public string Procedure { get; internal init; } = "";

    /// <summary>The comment.</summary>
    public string Comment { get; internal init; } = "";

    /// <summary>When the tester took the command, by this computer's clock.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>The capacity that C-rates refer to, Ah.</summary>
    public float CapacityAh { get; internal init; } = TestPlan.CapacityIfNone;

    /// <summary>The environmental chamber, 0 for none.</summary>
    public byte Chamber { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {TestName}";
}
