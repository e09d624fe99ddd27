namespace MacNet.Protocol.Messages;

/// <summary>The kinds of tester (<c>SystemType</c>). Codes that are not listed keep their number.</summary>
public enum TesterKind : long
{
    /// <summary>Not told by the tester, or not so that it could be read.</summary>
    Unknown = -1,

    /// <summary>Laboratory tester; the only kind with direct mode.</summary>
    Lab = 0,

    /// <summary>500 ms tester.</summary>
    Ms500 = 1,

    /// <summary>50 ms tester.</summary>
    Ms50 = 3,

    /// <summary>First-generation 8500.</summary>
    FirstGeneration8500 = 4,

    /// <summary>Second-generation 8500.</summary>
    SecondGeneration8500 = 5,
}
