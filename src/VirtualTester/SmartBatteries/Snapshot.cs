using MacNet.VirtualTester.Computer;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>The bytes of a scan list as last read, and when every register of it was last read.</summary>
internal sealed class Snapshot(SmartBus bus, SimulatedClock clock, ScanList list)
{
    private TimeSpan? lastComplete;

    public ScanList List => list;

    public byte[] Data { get; private set; } = new byte[list.ByteCount];

    /// <summary>How old the data are, s of real time, in which buses run at any speed of the simulation; 0 before the first time.</summary>
    public double Age => lastComplete is { } last ? (clock.Real - last).TotalSeconds : 0;

    public byte[] DataOf(ScanEntry entry) => Data.AsSpan(list.PointerOf(entry), entry.Length).ToArray();

    /// <summary>Takes the present values as those read at a time that has just passed.</summary>
    public void Take(TimeSpan at)
    {
        var read = list.Entries.Select(entry => (Entry: entry, Bytes: bus.Read(entry.Device, entry.Register, entry.Length))).ToList();
        Data = [.. read.SelectMany(register => register.Bytes ?? register.Entry.ErrorBytes())];
        if (read.TrueForAll(register => register.Bytes is not null))
            lastComplete = at;
    }
}
