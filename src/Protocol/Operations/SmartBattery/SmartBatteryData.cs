namespace MacNet.Protocol.Operations;

/// <summary>The bus of a smart battery that is read or written directly.</summary>
public enum SmartBatteryDataBus : long
{
    /// <summary>SMB and I²C.</summary>
    Smb = 1,

    /// <summary>HDQ.</summary>
    Hdq = 2,

    /// <summary>One-wire.</summary>
    OneWire = 3,
}

/// <summary>Bytes read from a smart battery itself, not from what the tester polls.</summary>
public sealed class SmartBatteryData
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>The device's address on the bus.</summary>
    public byte DeviceAddress { get; internal init; }

    /// <summary>The first register's address.</summary>
    public byte RegisterAddress { get; internal init; }

    /// <summary>The last register's address.</summary>
    public byte LastRegisterAddress { get; internal init; }

    /// <summary>The bytes: all of one register, or a word of each of several. A device may give fewer than were asked for.</summary>
    public byte[] Bytes { get; internal init; } = [];

    /// <summary>How many bytes came.</summary>
    public int Length => Bytes.Length;

    /// <summary>How many bytes were asked for.</summary>
    public int RequestedLength { get; internal init; }

    /// <summary>The bytes in hexadecimal digits.</summary>
    public string Hex => SmartBatteryValue.HexOf(Bytes);

    /// <summary>The bytes as text, up to the first that is no letter.</summary>
    public string Text => SmartBatteryValue.Text(Bytes);

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {Hex}";
}
