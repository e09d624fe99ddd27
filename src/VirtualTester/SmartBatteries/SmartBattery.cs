using MacNet.VirtualTester.Computer;

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

    private readonly TesterComputer computer;
    private readonly ITerminals terminals;
    private readonly ScanEntry[] entries = new ScanEntry[MostEntries];
    private readonly Polling polling;
    private readonly HeaderReading header;
    private ScanList saved = ScanList.Usual();

    internal SmartBattery(TesterComputer computer, ITerminals terminals)
    {
        this.computer = computer;
        this.terminals = terminals;
        Pack = new BatteryPack(terminals, computer.Options.CellCapacity);
        Bus = new SmartBus(Pack);
        polling = new Polling(Bus, computer.Clock);
        header = new HeaderReading(Bus, computer.Clock);
        Clear();
        saved.Entries.ToArray().CopyTo(entries, 0);
    }

    /// <summary>The pack itself.</summary>
    public BatteryPack Pack { get; }

    /// <summary>Whether the tester polls the battery.</summary>
    public bool IsPolled => Now(() => !polling.IsSuspended);

    internal SmartBus Bus { get; }

    internal int Board => (terminals.Channel - 1) / PositionsPerBoard;

    internal int Position => (terminals.Channel - 1) % PositionsPerBoard;

    /// <summary>The software's scan list, which is edited and then saved.</summary>
    internal ScanEntry[] Entries => entries;

    internal Polling Polling => Now(() => polling);

    internal HeaderReading Header => Now(() => header);

    internal BlockRead? Block { get; set; }

    internal bool IsAnswering => Bus.Reaches(Bus.Device);

    internal void Clear() => entries.AsSpan().Fill(ScanEntry.Blank);

    /// <summary>Saves the software's list as the firmware's. False where it is longer than the firmware takes.</summary>
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
        lock (computer.Gate)
        {
            terminals.Advance();
            polling.Advance();
            header.Advance();
            return look();
        }
    }
}
