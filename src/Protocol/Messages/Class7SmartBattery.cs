namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(7, 1) the smart battery of a channel: boards, versions, state.</summary>
    public static Function<ChannelRequest, SmartBatteryReply> SmartBattery { get; } =
        new(7, 1, "read the smart battery's state", FunctionKind.Read);

    /// <summary>(7, 2) suspends the polling of a smart battery.</summary>
    public static Function<ChannelRequest, ResultReply> SuspendPolling { get; } =
        new(7, 2, "suspend the smart battery's polling", FunctionKind.Command) { MayReplyEmpty = true };

    /// <summary>(7, 3) resumes the polling of a smart battery.</summary>
    public static Function<ChannelRequest, ResultReply> ResumePolling { get; } =
        new(7, 3, "resume the smart battery's polling", FunctionKind.Command) { MayReplyEmpty = true };

    /// <summary>(7, 14) how a smart battery is wired to its position.</summary>
    public static Function<ChannelRequest, PositionSetupReply> PositionSetup { get; } =
        new(7, 14, "read the position setup", FunctionKind.Read) { RepliesUnderParams = true };

    /// <summary>(7, 15) sets how a smart battery is wired to its position. The channel must be available.</summary>
    public static Function<PositionSetupRequest, ResultReply> SetPositionSetup { get; } =
        new(7, 15, "set the position setup", FunctionKind.Command) { RepliesUnderParams = true, MayReplyEmpty = true };
}

/// <summary>The smart battery of a channel (7, 1); null, and NaN, is what the tester does not tell.</summary>
public sealed class SmartBatteryReply : ChannelMessage
{
    /// <summary>Type: a board of the newer kind.</summary>
    public const byte Smb3 = 3;

    /// <summary>State: the battery does not answer.</summary>
    public const byte Problem = 0;

    /// <summary>State: nothing is read.</summary>
    public const byte Idle = 1;

    /// <summary>State: registers are read.</summary>
    public const byte Reading = 2;

    /// <summary>The states that testers tell, by code.</summary>
    public static IReadOnlyDictionary<byte, string> States { get; } = new Dictionary<byte, string>
    {
        [Problem] = "Problem",
        [Idle] = "Client idle",
        [Reading] = "Reading",
        [3] = "Reading",
        [4] = "Scanlist downloaded",
        [5] = "Scanlist DL timeout",
        [6] = "Boot loader running",
        [128] = "Verifying client",
        [129] = "Verify OK",
        [130] = "Verify FAIL",
        [131] = "Programming client",
        [132] = "Programming done",
        [133] = "Programming abort",
        [134] = "Programming timeout",
    };

    /// <summary>The smart battery board.</summary>
    public byte? Board { get; set; } = 0;

    /// <summary>The position on the board.</summary>
    public byte? Position { get; set; } = 0;

    /// <summary>1 SMB1, 3 SMB3; 2 is obsolete.</summary>
    public byte? Type { get; set; } = Smb3;

    /// <summary>The server's major version; SMB3 only: JSON may leave it out.</summary>
    public byte? ServerMajor { get; set; }

    /// <summary>The server's minor version; SMB3 only: JSON may leave it out.</summary>
    public byte? ServerMinor { get; set; }

    /// <summary>The client's major version; SMB3 only: JSON may leave it out.</summary>
    public byte? ClientMajor { get; set; }

    /// <summary>The client's minor version; SMB3 only: JSON may leave it out.</summary>
    public byte? ClientMinor { get; set; }

    /// <summary>The major version of the customer's DLL.</summary>
    public byte? DllMajor { get; set; } = 0;

    /// <summary>The minor version of the customer's DLL.</summary>
    public byte? DllMinor { get; set; } = 0;

    /// <summary>The compile number of the customer's DLL.</summary>
    public ushort? DllCompileNumber { get; set; } = 0;

    /// <summary>The version of the customer's DLL, its compile number last, or null.</summary>
    public Version? DllFullVersion => VersionOf(DllMajor, DllMinor, DllCompileNumber);

    /// <summary>The version of the customer's DLL in words.</summary>
    public string DllVersion { get; set; } = "";

    /// <summary>The name of the customer's DLL.</summary>
    public string DllName { get; set; } = "";

    /// <summary>Time since the scan list was last read successfully as a whole, s; 0 if never.</summary>
    public double ReadAge { get; set; }

    /// <summary>Time since the header was last read successfully as a whole, s; 0 if never.</summary>
    public double HeaderAge { get; set; }

    /// <summary>The state, one of <see cref="States"/>; a code that has no text is its number. Empty where it is not told.</summary>
    public string Status { get; set; } = States[Idle];

    /// <summary>The bus logic voltage, V, where it is supported: JSON may leave it out.</summary>
    public double? BusVoltage { get; set; }

    /// <summary>The temperature, °C, where it is supported: JSON may leave it out.</summary>
    public double? Temperature { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        Board = f.U8OrNull("SBbrd", Board);
        Position = f.U8OrNull("SBPos", Position);
        Type = f.U8OrNull("SBType", Type);
        ServerMajor = Version(f, "ServerVersionMajor", ServerMajor);
        ServerMinor = Version(f, "ServerVersionMinor", ServerMinor);
        ClientMajor = Version(f, "ClientVersionMajor", ClientMajor);
        ClientMinor = Version(f, "ClientVersionMinor", ClientMinor);
        DllMajor = f.U8OrNull("DLLVersionMajor", DllMajor);
        DllMinor = f.U8OrNull("DLLVersionMinor", DllMinor);
        DllCompileNumber = f.U16OrNull("DLLCompileNum", DllCompileNumber);
        DllVersion = f.Text("DLLversionString", 50, DllVersion);
        DllName = f.Text("DLLName", 50, DllName);
        ReadAge = f.AgeMs("SecsLastRead", ReadAge);
        HeaderAge = f.AgeMs("SecsLastHeader", HeaderAge);
        Status = f.Binary || f.Has("Status", present: true) ? f.CodedText("Status", Status, States) : "";
        if (IsThere(f, "BusVolt", BusVoltage))
            BusVoltage = f.U16Scaled("BusVolt", BusVoltage ?? 0, 1000);
        if (IsThere(f, "Temperature", Temperature))
            Temperature = f.I16Scaled("Temperature", Temperature ?? 0, 10);
    }

    private static byte? Version(Fields f, string name, byte? value) => IsThere(f, name, value) ? f.U8OrNull(name, value) : value;

    private static bool IsThere<T>(Fields f, string name, T? value)
        where T : struct => f.Binary || f.Has(name, value is not null);
}

/// <summary>How a smart battery is wired to its position. Null, and NaN, is what the tester does not tell.</summary>
public abstract class PositionSetupMessage : ChannelMessage
{
    /// <summary>1 SMB and I²C, 2 HDQ8, 3 HDQ16, 4 one-wire.</summary>
    public byte? BusType { get; set; } = SmartBatteryBus.Smb;

    /// <summary>The device's address on the bus.</summary>
    public byte? DeviceAddress { get; set; } = SmartBatteryBus.DefaultAddress;

    /// <summary>The divisor of the clock frequency.</summary>
    public ushort? ClockDivisor { get; set; } = 0;

    /// <summary>The bus logic voltage, V.</summary>
    public float BusVoltage { get; set; }

    /// <summary>The access delay, ms.</summary>
    public ushort? AccessDelay { get; set; } = 0;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        BusType = f.U8OrNull("BusType", BusType);
        DeviceAddress = f.U8OrNull("DeviceAddr", DeviceAddress);
        ClockDivisor = f.U16OrNull("ClockFreqDivisor", ClockDivisor);
        BusVoltage = f.ReadingOrNaN("BusLogicV", BusVoltage);
        AccessDelay = f.U16OrNull("AccessDelay", AccessDelay);
    }
}

/// <summary>How a smart battery is wired to its position, and how full its lists are (7, 14).</summary>
public sealed class PositionSetupReply : PositionSetupMessage
{
    /// <summary>The scan list's size in per cent of the largest possible.</summary>
    public byte? ScanListPercent { get; set; } = 0;

    /// <summary>The header scan list's size in per cent of the largest possible.</summary>
    public byte? HeaderPercent { get; set; } = 0;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        base.VisitFields(f);
        ScanListPercent = f.U8OrNull("PctOfMax", ScanListPercent);
        HeaderPercent = f.U8OrNull("PctOfMaxHdr", HeaderPercent);
    }
}

/// <summary>Sets how a smart battery is wired to its position (7, 15).</summary>
public sealed class PositionSetupRequest : PositionSetupMessage
{
    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        base.VisitFields(f);
        if (!f.Binary)
            return;
        f.U8("PctOfMax", 0);
        f.U8("PctOfMaxHdr", 0);
    }
}
