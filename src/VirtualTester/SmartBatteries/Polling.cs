using MacNet.VirtualTester.Computer;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>Reads a scan list once a second, unless suspended. What was read stays until the next time.</summary>
internal sealed class Polling(SmartBus bus, SimulatedClock clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private TimeSpan? nextAt = TimeSpan.Zero;

    public Snapshot Polled { get; private set; } = new(bus, clock, ScanList.Usual());

    public bool IsSuspended => nextAt is null;

    /// <summary>Brings the data up to the present.</summary>
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

    /// <summary>Takes a new list, of which nothing has been read yet.</summary>
    public void Load(ScanList list)
    {
        Polled = new Snapshot(bus, clock, list);
        if (!IsSuspended)
            nextAt = clock.Real;
    }
}
