using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>A register of a smart battery and its value.</summary>
public sealed class SmartBatteryRegister
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>The register's name: as set up in the tester, else as the Smart Battery Data Specification has it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The device's address on the bus; null where the tester does not tell.</summary>
    public byte? DeviceAddress { get; internal init; }

    /// <summary>The register's address.</summary>
    public byte RegisterAddress { get; internal init; }

    /// <summary>How the bytes are meant: as set up in the tester, else as the Smart Battery Data Specification has it.</summary>
    public SmartBatteryFormat Format { get; internal init; }

    /// <summary>The value: a number, a text or a date, as <see cref="SmartBatteryValue.Decode"/> makes it.</summary>
    public object? Value => SmartBatteryValue.Decode(Bytes, Format);

    /// <summary>The bytes as read, the least significant first.</summary>
    public byte[] Bytes { get; internal init; } = [];

    /// <summary>The bytes in hexadecimal digits.</summary>
    public string Hex => SmartBatteryValue.HexOf(Bytes);

    /// <summary>
    /// Whether the bytes are those that the tester puts in where it cannot read the register. A true value may be the same.
    /// </summary>
    public bool IsErrorValue { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Session}, channel {Channel}: {Name} {Value}");
}
