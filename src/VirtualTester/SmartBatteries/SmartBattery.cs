using MacNet.VirtualTester.Channels;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>
/// The smart battery of a channel: the pack, the bus to it, and the tester's part, which polls it and holds its scan lists.
/// Whenever it is looked at it has advanced to the present.
/// </summary>
public sealed class SmartBattery
{
    internal const int PositionsPerBoard = 12;
    internal const int MostEntries = 57;
    internal const int MostHeaderEntries = 85;

    private readonly TestSystem system;
    private readonly Channel channel;
    private readonly ScanEntry[] entries = new ScanEntry[MostEntries];
    private readonly Polling polling;
    private readonly HeaderReading header;
    private ScanList saved = ScanList.Usual();

    internal SmartBattery(TestSystem system, Channel channel)
    {
        this.system = system;
        this.channel = channel;
        Pack = new BatteryPack(channel, system.Options.CellCapacity);
        Bus = new SmartBus(Pack);
        polling = new Polling(Bus, system.Clock);
        header = new HeaderReading(Bus, system.Clock);
        Clear();
        saved.Entries.ToArray().CopyTo(entries, 0);
    }

    /// <summary>The pack itself.</summary>
    public BatteryPack Pack { get; }

    /// <summary>Whether the tester polls the battery.</summary>
    public bool IsPolled => Now(() => !polling.IsSuspended);

    internal SmartBus Bus { get; }

    internal int Board => (channel.Number - 1) / PositionsPerBoard;

    internal int Position => (channel.Number - 1) % PositionsPerBoard;

    // The software's scan list, which is edited and then saved.
    internal ScanEntry[] Entries => entries;

    internal Polling Polling => Now(() => polling);

    internal HeaderReading Header => Now(() => header);

    internal BlockRead? Block { get; set; }

    internal bool IsAnswering => Bus.Reaches(Bus.Setup.DeviceAddress);

    internal void Clear() => entries.AsSpan().Fill(ScanEntry.Blank);

    // False where the list is longer than the firmware takes.
    internal bool Save()
    {
        var list = new ScanList(entries);
        if (list.ByteCount > byte.MaxValue + 1)
            return false;
        saved = list;
        Refresh();
        return true;
    }

    internal void Refresh() => polling.Load(saved);

    internal void Suspend() => Now(() => polling).Suspend();

    private T Now<T>(Func<T> look)
    {
        lock (system.Gate)
        {
            channel.Advance();
            polling.Advance();
            header.Advance();
            return look();
        }
    }
}
