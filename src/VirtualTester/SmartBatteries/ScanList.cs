using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>Registers in the order of their reading; their bytes follow one another in the raw data.</summary>
internal sealed class ScanList(IEnumerable<ScanEntry> entries)
{
    private const ushort NoValue = 0xFFFF;

    public IReadOnlyList<ScanEntry> Entries { get; } = [.. entries.Where(entry => !entry.IsBlank)];

    public int ByteCount => Entries.Sum(entry => entry.Length);

    /// <summary>The list that a tester's operator would have set up for a battery of the Smart Battery Data Specification.</summary>
    public static ScanList Usual() => new(
    [
        Of(SbsRegister.Voltage, SmartBatteryFormat.UnsignedThousandths),
        Of(SbsRegister.Current, SmartBatteryFormat.SignedThousandths),
        Of(SbsRegister.AverageCurrent, SmartBatteryFormat.SignedThousandths),
        Of(SbsRegister.Temperature, SmartBatteryFormat.Celsius),
        Of(SbsRegister.RelativeStateOfCharge, SmartBatteryFormat.Unsigned),
        Of(SbsRegister.AbsoluteStateOfCharge, SmartBatteryFormat.Unsigned),
        Of(SbsRegister.RemainingCapacity, SmartBatteryFormat.UnsignedThousandths),
        Of(SbsRegister.FullChargeCapacity, SmartBatteryFormat.UnsignedThousandths),
        Of(SbsRegister.RunTimeToEmpty, SmartBatteryFormat.Unsigned),
        Of(SbsRegister.AverageTimeToFull, SmartBatteryFormat.Unsigned),
        Of(SbsRegister.CycleCount, SmartBatteryFormat.Unsigned),
        Of(SbsRegister.BatteryStatus, SmartBatteryFormat.Binary),
        Of(SbsRegister.BatteryMode, SmartBatteryFormat.Hex),
        Of(SbsRegister.AtRate, SmartBatteryFormat.Signed),
        Of(SbsRegister.RemainingCapacityAlarm, SmartBatteryFormat.Unsigned),
    ]);

    public static ScanList UsualHeader() => new(
    [
        Of(SbsRegister.DesignCapacity, SmartBatteryFormat.UnsignedThousandths),
        Of(SbsRegister.DesignVoltage, SmartBatteryFormat.UnsignedThousandths),
        Of(SbsRegister.SpecificationInfo, SmartBatteryFormat.Hex),
        Of(SbsRegister.ManufactureDate, SmartBatteryFormat.Date),
        Of(SbsRegister.SerialNumber, SmartBatteryFormat.Unsigned),
        Of(SbsRegister.ManufacturerName, SmartBatteryFormat.Ascii, 10),
        Of(SbsRegister.DeviceName, SmartBatteryFormat.Ascii, 8),
        Of(SbsRegister.DeviceChemistry, SmartBatteryFormat.Ascii, 4),
        Of(SbsRegister.ManufacturerData, SmartBatteryFormat.HexString, 8),
    ]);

    public ScanEntry? Find(byte? device, byte register) =>
        Entries.FirstOrDefault(entry => entry.Register == register && (device is null || entry.Device == device));

    public int PointerOf(ScanEntry entry) => Entries.TakeWhile(other => !ReferenceEquals(other, entry)).Sum(other => other.Length);

    public ScanListRegister[] ToMessage(bool withDevices) =>
    [
        .. Entries.Select(entry => new ScanListRegister
        {
            DeviceAddress = withDevices ? entry.Device : null,
            Address = entry.Register,
            Pointer = (byte)PointerOf(entry),
            Length = entry.Length,
        }),
    ];

    private static ScanEntry Of(SbsRegister register, SmartBatteryFormat format, byte length = 2) => new(
        SmartBatteryBus.DefaultAddress,
        (byte)register,
        length,
        NoValue,
        (byte)(length == 2 ? SmartBatteryDataType.Word : SmartBatteryDataType.String),
        register.ToString(),
        (ushort)format);
}
