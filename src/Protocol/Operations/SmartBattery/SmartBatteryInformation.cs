namespace MacNet.Protocol.Operations;

/// <summary>The smart battery of a channel (7, 1): its position, versions and state. Null is what the tester does not tell.</summary>
public sealed class SmartBatteryInformation
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>What the position is doing.</summary>
    public string Status { get; internal init; } = "";

    /// <summary>Time since the scan list was last read as a whole; null for never.</summary>
    public TimeSpan? ReadAge { get; internal init; }

    /// <summary>Time since the header was last read as a whole; null for never.</summary>
    public TimeSpan? HeaderAge { get; internal init; }

    /// <summary>The bus logic voltage, V; null where the tester does not tell it.</summary>
    public double? BusVoltage { get; internal init; }

    /// <summary>The temperature that the position measures, °C; null where the tester does not tell it.</summary>
    public double? Temperature { get; internal init; }

    /// <summary>The smart battery board, from 0.</summary>
    public int? Board { get; internal init; }

    /// <summary>The position on the board, from 0.</summary>
    public int? Position { get; internal init; }

    /// <summary>The kind of board: SMB1, SMB3.</summary>
    public string BoardType { get; internal init; } = "";

    /// <summary>The version of the board's server; SMB3 only, null where the tester does not tell it.</summary>
    public Version? ServerVersion { get; internal init; }

    /// <summary>The version of the board's client; SMB3 only, null where the tester does not tell it.</summary>
    public Version? ClientVersion { get; internal init; }

    /// <summary>The version of the customer's DLL, its compile number last.</summary>
    public Version? DllVersion { get; internal init; }

    /// <summary>The version of the customer's DLL in words.</summary>
    public string DllVersionText { get; internal init; } = "";

    /// <summary>The name of the customer's DLL.</summary>
    public string DllName { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {Status}";
}
