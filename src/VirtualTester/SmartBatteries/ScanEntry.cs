using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>Which register is read, and how its value is meant.</summary>
internal sealed record ScanEntry(
    byte Device, byte Register, byte Length, ushort ErrorValue, byte DataType, string Designator, ushort Format)
{
    /// <summary>Nothing: an entry of the software's list that is not in use.</summary>
    public static ScanEntry Blank { get; } = new(0, 0, 0, 0, 0, "", 0);

    public bool IsBlank => Length == 0;

    /// <summary>What stands in the raw data where the register could not be read.</summary>
    public byte[] ErrorBytes()
    {
        var bytes = new byte[Length];
        for (var i = 0; i < Math.Min(Length, (byte)2); i++)
            bytes[i] = (byte)(ErrorValue >> (8 * i));
        return bytes;
    }

    /// <summary>An entry as it is told, or null where a part of it is not.</summary>
    public static ScanEntry? Of(ScanListEntry entry) =>
        entry is
        {
            DeviceAddress: { } device, RegisterAddress: { } register, Length: { } length, ErrorValue: { } value, DataType: { } type,
            FormatType: { } format,
        }
            ? new(device, register, length, value, type, entry.Designator, format)
            : null;

    public ScanListEntry ToMessage(int channel, byte index) => new()
    {
        Channel = channel,
        Index = index,
        DeviceAddress = Device,
        RegisterAddress = Register,
        Length = Length,
        ErrorValue = ErrorValue,
        DataType = DataType,
        Designator = Designator,
        FormatType = Format,
    };
}
