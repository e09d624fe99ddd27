namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(7, 5) the registers that are polled, and where their bytes stand in the raw data.</summary>
    public static Function<ScanListRequest, ScanListReply> ScanList { get; } =
        new(7, 5, "read the scan list", FunctionKind.Read) { RequestsWithoutData = true };

    /// <summary>(7, 7) the registers of the header, and where their bytes stand in the raw header.</summary>
    public static Function<ScanListRequest, ScanListReply> HeaderScanList { get; } =
        new(7, 7, "read the header scan list", FunctionKind.Read) { RequestsWithoutData = true };

    /// <summary>(7, 20) one entry of the scan list as the tester's software has it.</summary>
    public static Function<ScanListEntryRequest, ScanListEntry> ScanListEntry { get; } =
        new(7, 20, "read a scan list entry", FunctionKind.Read) { RepliesUnderParams = true };

    /// <summary>(7, 21) sets one entry of the software's scan list. The channel must be available.</summary>
    public static Function<ScanListEntry, ScanListEntryReply> SetScanListEntry { get; } =
        new(7, 21, "set a scan list entry", FunctionKind.Command) { RepliesUnderParams = true, MayReplyEmpty = true };

    /// <summary>(7, 22) clears the software's scan list. The channel must be available.</summary>
    public static Function<ChannelRequest, ResultReply> ClearScanList { get; } =
        new(7, 22, "clear the scan list", FunctionKind.Command) { RepliesUnderParams = true, MayReplyEmpty = true };

    /// <summary>
    /// (7, 23) saves the software's scan list and updates the firmware's. The channel must be available. Takes 300 ms or more.
    /// </summary>
    public static Function<ChannelRequest, ResultReply> SaveScanList { get; } =
        new(7, 23, "save the scan list", FunctionKind.Command) { MayReplyEmpty = true };

    /// <summary>(7, 24) refreshes the firmware's scan list. Takes 300 ms or more.</summary>
    public static Function<ChannelRequest, ResultReply> RefreshScanList { get; } =
        new(7, 24, "refresh the scan list", FunctionKind.Command) { MayReplyEmpty = true };
}

/// <summary>Asks for a scan list (7, 5), (7, 7).</summary>
public sealed class ScanListRequest : ChannelMessage
{
    /// <summary>Binary: whether each register is to come with its device's address. JSON tells it anyway.</summary>
    public bool WithDevices { get; set; } = true;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (f.Binary)
            WithDevices = f.Count("Len", WithDevices ? (ushort)1 : (ushort)0) != 0;
    }
}

/// <summary>The registers of a scan list (7, 5), (7, 7).</summary>
public sealed class ScanListReply : ChannelMessage
{
    private const int BytesWithDevice = 4;
    private const int BytesWithoutDevice = 3;

    /// <summary>The registers in the order of their reading. Binary tells the device of all of them or of none.</summary>
    public ScanListRegister[] Registers { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        var length = checked((byte)Registers.Length);
        // JSON's array has its length in itself.
        var count = f.Binary ? f.U8("NumOfRegs", length) : f.U8OrNull("NumOfRegs", length) ?? 0;
        var withDevices = f.Binary && f.Remaining == count * BytesWithDevice;
        if (f.Remaining > 0 && !withDevices && f.Remaining != count * BytesWithoutDevice)
            throw new FormatException($"{f.Remaining} bytes are no list of {count} registers.");
        Registers = f.List("ScanList", Registers, count, () => new ScanListRegister { DeviceAddress = withDevices ? (byte)0 : null });
    }
}

/// <summary>One register of a scan list (7, 5), (7, 7).</summary>
public sealed class ScanListRegister : Message
{
    /// <summary>The device's address on the bus, where the tester tells it.</summary>
    public byte? DeviceAddress { get; set; }

    /// <summary>The register's address.</summary>
    public byte Address { get; set; }

    /// <summary>Where the register's bytes begin in the raw data, from 0.</summary>
    public byte Pointer { get; set; }

    /// <summary>How many bytes the register has.</summary>
    public byte Length { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        if (f.Has("DevAddr", DeviceAddress is not null))
            DeviceAddress = f.U8OrNull("DevAddr", DeviceAddress ?? 0);
        Address = f.U8("Addr", Address);
        Pointer = f.U8("Ptr", Pointer);
        Length = f.U8("Len", Length);
    }
}

/// <summary>Asks for one entry of the scan list (7, 20).</summary>
public sealed class ScanListEntryRequest : ChannelMessage
{
    /// <summary>The entry's place in the list, from 0.</summary>
    public byte Index { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f) => Index = f.U8("Index", Index);
}

/// <summary>
/// One entry of the scan list: which register is read, and how its value is meant (7, 20), (7, 21). Null is what the tester does not tell.
/// </summary>
public sealed class ScanListEntry : ChannelMessage
{
    /// <summary>How many characters a register's name may have.</summary>
    public const int LongestDesignator = 25;

    /// <summary>The entry's place in the list, from 0.</summary>
    public byte Index { get; set; }

    /// <summary>The register's address.</summary>
    public byte? RegisterAddress { get; set; } = 0;

    /// <summary>How many bytes the register has.</summary>
    public byte? Length { get; set; } = 2;

    /// <summary>The value to use where the register could not be read.</summary>
    public ushort? ErrorValue { get; set; } = 0;

    /// <summary>What the register holds, a <see cref="SmartBatteryDataType"/>.</summary>
    public byte? DataType { get; set; } = (byte)SmartBatteryDataType.Word;

    /// <summary>The register's name, up to 25 characters.</summary>
    public string Designator { get; set; } = "";

    /// <summary>How the bytes are meant, a <see cref="SmartBatteryFormat"/>.</summary>
    public ushort? FormatType { get; set; } = 0;

    /// <summary>The device's address on the bus.</summary>
    public byte? DeviceAddress { get; set; } = SmartBatteryBus.DefaultAddress;

    // The help's two forms have two orders. Testers of an older kind have no device address in binary.
    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        Index = f.U8("Index", Index);
        if (!f.Binary)
            DeviceAddress = f.U8OrNull("dev_addrs", DeviceAddress);
        RegisterAddress = f.U8OrNull("reg_addrs", RegisterAddress);
        Length = f.U8OrNull("Len", Length);
        if (f.Binary)
            ErrorValue = f.U16OrNull("ErrorVal", ErrorValue);
        DataType = f.U8OrNull("data_type", DataType);
        if (!f.Binary)
            ErrorValue = f.U16OrNull("ErrorVal", ErrorValue);
        Designator = f.Text("Designator", LongestDesignator, Designator);
        FormatType = f.U16OrNull("FormatType", FormatType);
        if (f.Binary)
            DeviceAddress = f.IsLeft(1) ? f.U8OrNull("dev_addrs", DeviceAddress) : null;
    }
}

/// <summary>The answer to a new scan list entry (7, 21).</summary>
public sealed class ScanListEntryReply : ChannelMessage, IResultReply
{
    /// <summary>The entry's place in the list, from 0.</summary>
    public byte Index { get; set; }

    /// <summary>Whether the tester told the entry; a binary reply may come without it.</summary>
    public bool IsTold { get; private set; }

    /// <inheritdoc/>
    public CommandResult Result { get; set; } = CommandResult.Ok;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        Index = f.U8("Index", Index);
        Result = f.Result("Result", Result);
        IsTold = true;
    }
}
