using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What kind of data a register holds. Codes that are not listed keep their number.</summary>
public enum SmartBatteryDataType
{
    /// <summary>A byte.</summary>
    Byte = 0,

    /// <summary>Two bytes.</summary>
    Word = 1,

    /// <summary>Several bytes.</summary>
    String = 2,

    /// <summary>Word+ in the tester's setup.</summary>
    WordPlus = 3,

    /// <summary>Word- in the tester's setup.</summary>
    WordMinus = 4,
}

/// <summary>One entry of a scan list: which register is polled, and how its value is meant (7, 20), (7, 21).</summary>
public sealed class SmartBatteryScanListEntry
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; init; }

    /// <summary>The entry's place in the list, from 0.</summary>
    public byte Index { get; init; }

    /// <summary>The register's name, up to 25 characters; the tester's Designator.</summary>
    public string Name { get; init; } = "";

    /// <summary>The device's address on the bus.</summary>
    public byte DeviceAddress { get; init; }

    /// <summary>The register's address.</summary>
    public byte RegisterAddress { get; init; }

    /// <summary>How many bytes the register has.</summary>
    public byte Length { get; init; }

    /// <summary>What kind of data the register holds.</summary>
    public SmartBatteryDataType DataType { get; init; }

    /// <summary>How the value is meant.</summary>
    public SmartBatteryFormat Format { get; init; }

    /// <summary>The value to use where the register cannot be read.</summary>
    public ushort ErrorValue { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}, entry {Index}: {Name}";

    /// <summary>Reads one entry (7, 20).</summary>
    /// <exception cref="MaccorException">There is no such entry, or the tester could not be read.</exception>
    public static async Task<SmartBatteryScanListEntry> ReadAsync(
        MaccorSession session, int channel, byte index, CancellationToken cancellation = default)
    {
        var request = new ScanListEntryRequest { Channel = channel, Index = index };
        var reply = await session.AskAsync(Functions.ScanListEntry, request, cancellation).ConfigureAwait(false);
        return new SmartBatteryScanListEntry
        {
            Session = session.Name,
            Channel = channel,
            Index = index,
            Name = reply.Designator,
            DeviceAddress = reply.DeviceAddress,
            RegisterAddress = reply.RegisterAddress,
            Length = reply.Length,
            DataType = (SmartBatteryDataType)reply.DataType,
            Format = (SmartBatteryFormat)reply.FormatType,
            ErrorValue = reply.ErrorValue,
        };
    }

    /// <summary>How many entries the scan list has (7, 5).</summary>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read.</exception>
    public static async Task<int> CountAsync(MaccorSession session, int channel, CancellationToken cancellation = default) =>
        (await session.AskAsync(Functions.ScanList, new ScanListRequest { Channel = channel }, cancellation).ConfigureAwait(false)).Registers.Length;

    /// <summary>Writes the entry to the software's list (7, 21); it is polled once the list has been saved. The channel must be available.</summary>
    /// <exception cref="MaccorRefusedException">The channel is not available, or the tester does not take the entry.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public async Task WriteAsync(MaccorSession session, CancellationToken cancellation = default)
    {
        SmartBatteryMemory.Of(session).ForgetEntries(Channel);
        var entry = new ScanListEntry
        {
            Channel = Channel,
            Index = Index,
            Designator = Name,
            DeviceAddress = DeviceAddress,
            RegisterAddress = RegisterAddress,
            Length = Length,
            DataType = checked((byte)DataType),
            FormatType = checked((ushort)Format),
            ErrorValue = ErrorValue,
        };
        await session.CommandAsync(Functions.SetScanListEntry, entry, cancellation).ConfigureAwait(false);
    }
}
