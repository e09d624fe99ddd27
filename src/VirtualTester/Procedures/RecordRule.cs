namespace MacNet.VirtualTester.Procedures;

/// <summary>When data records are taken; 0 is never for this reason.</summary>
internal sealed record RecordRule(double Time, double Voltage, double Current)
{
    public static RecordRule EveryMinute { get; } = new(60, 0, 0);
}
