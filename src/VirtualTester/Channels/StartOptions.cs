namespace MacNet.VirtualTester.Channels;

/// <summary>What (6, 2) alone has, and (6, 11) does not check.</summary>
internal sealed record StartOptions
{
    private const int LargestGain = 7;

    public uint StartCycle { get; init; }

    /// <summary>After so many cycles the test has come to its end; 0 leaves that to the procedure.</summary>
    public uint TotalCycles { get; init; }

    public float Mass { get; init; } = 1;

    public byte VoltageGain { get; init; }

    public string Regime { get; init; } = "";

    public bool AreLegal => Mass > 0 && !float.IsInfinity(Mass) && VoltageGain <= LargestGain;
}
