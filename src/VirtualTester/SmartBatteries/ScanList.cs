using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.SmartBatteries;

// Registers in the order of their reading; their bytes follow one another in the raw data.
internal sealed class ScanList(IEnumerable<ScanEntry> entries)
{
    private const ushort NoValue = 0xFFFF;

    private const byte Word = 1;
    private const byte String = 2;

    private const ushort Hex = 0;
    private const ushort Binary = 1;
    private const ushort Unsigned = 2;
    private const ushort Signed = 3;
    private const ushort Ascii = 4;
    private const ushort HexString = 5;
    private const ushort SignedThousandths = 8;
    private const ushort UnsignedThousandths = 11;
    private const ushort Celsius = 12;
    private const ushort Date = 13;

    public IReadOnlyList<ScanEntry> Entries { get; } = [.. entries.Where(entry => !entry.IsBlank)];

    public int ByteCount => Entries.Sum(entry => entry.Length);

    // What a tester's operator would have set up for a battery of the Smart Battery Data Specification.
    public static ScanList Usual() => new(
    [
        Of(SbsRegister.Voltage, UnsignedThousandths),
        Of(SbsRegister.Current, SignedThousandths),
        Of(SbsRegister.AverageCurrent, SignedThousandths),
        Of(SbsRegister.Temperature, Celsius),
        Of(SbsRegister.RelativeStateOfCharge, Unsigned),
        Of(SbsRegister.AbsoluteStateOfCharge, Unsigned),
        Of(SbsRegister.RemainingCapacity, UnsignedThousandths),
        Of(SbsRegister.FullChargeCapacity, UnsignedThousandths),
        Of(SbsRegister.RunTimeToEmpty, Unsigned),
        Of(SbsRegister.AverageTimeToFull, Unsigned),
        Of(SbsRegister.CycleCount, Unsigned),
        Of(SbsRegister.BatteryStatus, Binary),
        Of(SbsRegister.BatteryMode, Hex),
        Of(SbsRegister.AtRate, Signed),
        Of(SbsRegister.RemainingCapacityAlarm, Unsigned),
    ]);

    public static ScanList UsualHeader() => new(
    [
        Of(SbsRegister.DesignCapacity, UnsignedThousandths),
        Of(SbsRegister.DesignVoltage, UnsignedThousandths),
        Of(SbsRegister.SpecificationInfo, Hex),
        Of(SbsRegister.ManufactureDate, Date),
        Of(SbsRegister.SerialNumber, Unsigned),
        Of(SbsRegister.ManufacturerName, Ascii, 10),
        Of(SbsRegister.DeviceName, Ascii, 8),
        Of(SbsRegister.DeviceChemistry, Ascii, 4),
        Of(SbsRegister.ManufacturerData, HexString, 8),
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

    private static ScanEntry Of(SbsRegister register, ushort format, byte length = 2) => new(
        SmartBatteryBus.DefaultAddress, (byte)register, length, NoValue, length == 2 ? Word : String, register.ToString(), format);
}
