namespace MacNet.Protocol.Operations;

/// <summary>The bus of a smart battery's position.</summary>
public enum SmartBatteryBusType : long
{
    /// <summary>SMB and I²C.</summary>
    Smb = 1,

    /// <summary>HDQ of 8 bits.</summary>
    Hdq8 = 2,

    /// <summary>HDQ of 16 bits.</summary>
    Hdq16 = 3,

    /// <summary>One-wire.</summary>
    OneWire = 4,
}

/// <summary>How a smart battery is wired to its position (7, 14), (7, 15). Null is what the tester does not tell.</summary>
public sealed class SmartBatterySetup
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; init; }

    /// <summary>The bus.</summary>
    public SmartBatteryBusType? BusType { get; init; }

    /// <summary>The device's address on the bus.</summary>
    public byte? DeviceAddress { get; init; }

    /// <summary>The divisor of the clock frequency.</summary>
    public ushort? ClockDivisor { get; init; }

    /// <summary>The bus logic voltage, V.</summary>
    public float? BusVoltage { get; init; }

    /// <summary>The access delay, ms.</summary>
    public ushort? AccessDelay { get; init; }

    /// <summary>The scan list's size in per cent of the largest possible.</summary>
    public byte? ScanListPercent { get; init; }

    /// <summary>The header scan list's size in per cent of the largest possible.</summary>
    public byte? HeaderPercent { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Session}, channel {Channel}: {BusType}, device {DeviceAddress}, {BusVoltage} V");
}
