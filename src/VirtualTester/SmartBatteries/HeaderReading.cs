using MacNet.VirtualTester.Computer;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>Reads the header when asked to, which takes its time on the bus.</summary>
internal sealed class HeaderReading(SmartBus bus, SimulatedClock clock)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    private TimeSpan? readyAt;

    public Snapshot Header { get; } = new(bus, clock, ScanList.UsualHeader());

    public bool IsUnderWay => readyAt is not null;

    public void Begin() => readyAt = clock.Real + Duration;

    public void Advance()
    {
        if (readyAt is not { } ready || clock.Real < ready)
            return;
        readyAt = null;
        Header.Take(ready);
    }
}
