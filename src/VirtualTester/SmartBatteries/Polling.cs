using MacNet.VirtualTester.Computer;

namespace MacNet.VirtualTester.SmartBatteries;

// Reads a scan list once a second, unless suspended. What was read stays until the next time.
internal sealed class Polling(SmartBus bus, SimulatedClock clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private TimeSpan? nextAt = TimeSpan.Zero;

    public Snapshot Polled { get; private set; } = new(bus, clock, ScanList.Usual());

    public bool IsSuspended => nextAt is null;

    // Brings the data up to the present.
    public void Advance()
    {
        if (nextAt is not { } due || clock.Real < due)
            return;
        var last = TimeSpan.FromTicks(due.Ticks + (clock.Real - due).Ticks / Period.Ticks * Period.Ticks);
        Polled.Take(last);
        nextAt = last + Period;
    }

    public void Suspend() => nextAt = null;

    public void Resume() => nextAt ??= clock.Real;

    // Nothing has been read of a new list yet.
    public void Load(ScanList list)
    {
        Polled = new Snapshot(bus, clock, list);
        if (!IsSuspended)
            nextAt = clock.Real;
    }
}
