using System.Text;
using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>A battery pack with a gauge: the channel's cell, seen through the registers of the Smart Battery Data Specification.</summary>
public sealed class BatteryPack
{
    private const int Unknown = ushort.MaxValue;
    private const int CyclesBefore = 12;

    private readonly ITerminals terminals;
    private readonly double designCapacity;
    private readonly Dictionary<SbsRegister, int> written = new()
    {
        [SbsRegister.ManufacturerAccess] = 0,
        [SbsRegister.RemainingTimeAlarm] = 10,
        [SbsRegister.BatteryMode] = 0x6001,
        [SbsRegister.AtRate] = 0,
    };

    private byte[] manufacturerData = [0x00, 0x00, 0x07, 0x02, 0x00, 0x01, 0x32, 0x17];

    internal BatteryPack(ITerminals terminals, double designCapacity)
    {
        this.terminals = terminals;
        this.designCapacity = designCapacity;
        written[SbsRegister.RemainingCapacityAlarm] = (int)Math.Round(designCapacity * 100);
    }

    /// <summary>Whether the pack is connected, so that it answers.</summary>
    public bool IsPresent { get; set; } = true;

    /// <summary>The pack's address on the bus.</summary>
    public byte Address { get; set; } = SmartBatteryBus.DefaultAddress;

    /// <summary>When the pack was made.</summary>
    public DateTime ManufactureDate { get; set; } = new(2021, 12, 13);

    /// <summary>The manufacturer's name.</summary>
    public string ManufacturerName { get; set; } = "Virtual";

    /// <summary>The pack's name.</summary>
    public string DeviceName { get; set; } = "VT18650";

    // In mA, positive while charging.
    private double Current => 1000 * terminals.Current;

    // In mAh.
    private double Full => 1000 * terminals.Cell.Capacity;

    private double Remaining => Math.Min(Math.Max(terminals.Cell.StateOfCharge, 0), 1) * Full;

    /// <summary>The bytes of a register, or null where the pack has no such register.</summary>
    internal byte[]? Read(byte address, int length)
    {
        var register = (SbsRegister)address;
        var bytes = Block(register) ?? (Word(register) is { } word ? Bytes(word) : null);
        if (bytes is null)
            return null;
        Array.Resize(ref bytes, length);
        return bytes;
    }

    /// <summary>Writes a register. False where it does not exist or cannot be written.</summary>
    internal bool Write(byte address, byte[] data)
    {
        var register = (SbsRegister)address;
        if (register == SbsRegister.ManufacturerData)
            manufacturerData = data;
        else if (written.ContainsKey(register) && data.Length is 1 or 2)
            written[register] = data[0] | (data.Length > 1 ? data[1] << 8 : 0);
        else
            return false;
        return true;
    }

    private static byte[] Bytes(int word) => [(byte)word, (byte)(word >> 8)];

    private byte[]? Block(SbsRegister register) => register switch
    {
        SbsRegister.ManufacturerName => Encoding.ASCII.GetBytes(ManufacturerName),
        SbsRegister.DeviceName => Encoding.ASCII.GetBytes(DeviceName),
        SbsRegister.DeviceChemistry => Encoding.ASCII.GetBytes("LION"),
        SbsRegister.ManufacturerData => (byte[])manufacturerData.Clone(),
        _ => null,
    };

    private int? Word(SbsRegister register) => register switch
    {
        _ when written.TryGetValue(register, out var value) => value,
        SbsRegister.AtRateTimeToFull => Minutes(Full - Remaining, (short)written[SbsRegister.AtRate]),
        SbsRegister.AtRateTimeToEmpty => Minutes(Remaining, -(short)written[SbsRegister.AtRate]),
        SbsRegister.AtRateOk => Remaining > 0 ? 1 : 0,
        SbsRegister.Temperature => Rounded(10 * (terminals.Cell.Temperature + 273.15)),
        SbsRegister.Voltage or SbsRegister.CellVoltage => Rounded(1000 * terminals.Voltage),
        SbsRegister.Current or SbsRegister.AverageCurrent => Rounded(Current),
        SbsRegister.MaxError => 1,
        SbsRegister.RelativeStateOfCharge => Rounded(100 * Remaining / Full),
        SbsRegister.AbsoluteStateOfCharge => Rounded(Remaining / (10 * designCapacity)),
        SbsRegister.RemainingCapacity => Rounded(Remaining),
        SbsRegister.FullChargeCapacity => Rounded(Full),
        SbsRegister.RunTimeToEmpty or SbsRegister.AverageTimeToEmpty => Minutes(Remaining, -Current),
        SbsRegister.AverageTimeToFull => Minutes(Full - Remaining, Current),
        SbsRegister.ChargingCurrent => Rounded(500 * designCapacity),
        SbsRegister.ChargingVoltage => 4200,
        SbsRegister.BatteryStatus => Status,
        SbsRegister.CycleCount => CyclesBefore + (int)(terminals.Cell.Discharged / terminals.Cell.Capacity),
        SbsRegister.DesignCapacity => Rounded(1000 * designCapacity),
        SbsRegister.DesignVoltage => 3700,
        SbsRegister.SpecificationInfo => 0x31,
        SbsRegister.ManufactureDate => ManufactureDate.Day + 32 * ManufactureDate.Month + 512 * (ManufactureDate.Year - 1980),
        SbsRegister.SerialNumber => terminals.Channel,
        _ => null,
    };

    // Initialised; discharging, fully charged, fully discharged; remaining capacity below its alarm.
    private int Status =>
        0x0080
        | (Current <= 0 ? 0x0040 : 0)
        | (Remaining >= Full ? 0x0020 : 0)
        | (Remaining <= 0 ? 0x0010 : 0)
        | (Remaining < written[SbsRegister.RemainingCapacityAlarm] ? 0x0200 : 0);

    private static int Rounded(double value) => (int)Math.Round(Math.Min(Math.Max(value, short.MinValue), ushort.MaxValue));

    private static int Minutes(double milliampereHours, double milliamperes) =>
        milliamperes > 0 ? (int)Math.Round(Math.Min(60 * milliampereHours / milliamperes, Unknown - 1)) : Unknown;
}
