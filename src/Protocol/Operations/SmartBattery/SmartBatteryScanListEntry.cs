using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>
/// One entry of a scan list: which register is polled, and how its value is meant (7, 20), (7, 21). Null is what the tester does not tell.
/// </summary>
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
    public byte? DeviceAddress { get; init; } = 0;

    /// <summary>The register's address.</summary>
    public byte? RegisterAddress { get; init; } = 0;

    /// <summary>How many bytes the register has.</summary>
    public byte? Length { get; init; } = 0;

    /// <summary>What kind of data the register holds.</summary>
    public SmartBatteryDataType? DataType { get; init; } = SmartBatteryDataType.Byte;

    /// <summary>How the value is meant.</summary>
    public SmartBatteryFormat? Format { get; init; } = SmartBatteryFormat.Hex;

    /// <summary>The value to use where the register cannot be read.</summary>
    public ushort? ErrorValue { get; init; } = 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}, entry {Index}: {Name}";
}
