namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(7, 4) the value of one polled register.</summary>
    public static Function<RegisterRequest, RegisterReply> Register { get; } =
        new(7, 4, "read a smart battery register", FunctionKind.Read);

    /// <summary>(7, 6) the bytes of all polled registers.</summary>
    public static Function<RawDataRequest, RawDataReply> RawData { get; } =
        new(7, 6, "read the smart battery's raw data", FunctionKind.Read);

    /// <summary>(7, 8) the bytes of the header's registers.</summary>
    public static Function<RawDataRequest, RawDataReply> RawHeader { get; } =
        new(7, 8, "read the smart battery's raw header", FunctionKind.Read);

    /// <summary>(7, 9) writes up to 60 bytes to a register. Whether they arrived, only reading tells.</summary>
    public static Function<WriteRegisterRequest, ResultReply> WriteRegister { get; } =
        new(7, 9, "write a smart battery register", FunctionKind.Command) { RepliesUnderParams = true, MayReplyEmpty = true };

    /// <summary>(7, 10) writes up to 256 bytes to a register or a range. Whether they arrived, only reading tells.</summary>
    public static Function<WriteBlockRequest, ResultReply> WriteBlock { get; } =
        new(7, 10, "write to the smart battery", FunctionKind.Command) { RepliesUnderParams = true, MayReplyEmpty = true };

    /// <summary>(7, 11) has up to 256 bytes read; within 2 s (7, 12) gives them.</summary>
    public static Function<ReadBlockRequest, ResultReply> RequestBlock { get; } =
        new(7, 11, "request a read from the smart battery", FunctionKind.Command) { RepliesUnderParams = true, MayReplyEmpty = true };

    /// <summary>(7, 12) the bytes that (7, 11) asked for.</summary>
    public static Function<ChannelRequest, BlockReply> FetchBlock { get; } =
        new(7, 12, "fetch what was read from the smart battery", FunctionKind.Read) { RepliesUnderParams = true };

    /// <summary>(7, 13) has the header read from the battery, which takes seconds. The channel must be available.</summary>
    public static Function<ChannelRequest, ResultReply> ReadHeader { get; } =
        new(7, 13, "have the smart battery's header read", FunctionKind.Command) { RepliesUnderParams = true, MayReplyEmpty = true };
}

/// <summary>What a smart battery's bus can carry, and its usual address.</summary>
public static class SmartBatteryBus
{
    /// <summary>The address that SMB and I²C batteries answer to.</summary>
    public const byte DefaultAddress = 0x16;

    /// <summary>Bus type: SMB and I²C.</summary>
    public const byte Smb = 1;

    /// <summary>The most bytes that (7, 9) writes.</summary>
    public const int LongestRegister = 60;

    /// <summary>The most bytes that (7, 10) writes and (7, 11) reads.</summary>
    public const int LongestBlock = 256;

    internal static void CheckLength(byte[] data, int longest)
    {
        if (data.Length > longest)
            throw new ArgumentException($"Data has {data.Length} bytes; MacNet takes up to {longest}.");
    }
}

/// <summary>Asks for one polled register (7, 4).</summary>
public sealed class RegisterRequest : ChannelMessage
{
    /// <summary>The device's address on the bus; null to leave it open.</summary>
    public byte? DeviceAddress { get; set; }

    /// <summary>The register's address.</summary>
    public byte RegisterAddress { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (f.Has("SMBDevAddr", DeviceAddress is not null || f.Remaining == 2))
            DeviceAddress = f.U8("SMBDevAddr", DeviceAddress ?? 0);
        RegisterAddress = f.U8("SMBRegAddr", RegisterAddress);
    }
}

/// <summary>The value of one polled register (7, 4), as last read. All zeros where it is not in the scan list.</summary>
public sealed class RegisterReply : ChannelMessage
{
    /// <summary>The device's address on the bus, where the request named one.</summary>
    public byte? DeviceAddress { get; set; }

    /// <summary>The register's address.</summary>
    public byte RegisterAddress { get; set; }

    /// <summary>The register's value.</summary>
    public ushort Value { get; set; }

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (f.Has("SMBDevAddr", DeviceAddress is not null || f.Remaining == 4))
            DeviceAddress = f.U8OrNull("SMBDevAddr", DeviceAddress ?? 0);
        RegisterAddress = f.U8("SMBRegAddr", RegisterAddress);
        Value = f.U16("SMBRegValue", Value);
    }
}

/// <summary>Asks for raw data (7, 6), (7, 8).</summary>
public sealed class RawDataRequest : ChannelMessage
{
    /// <summary>JSON format: one array of all bytes.</summary>
    public const byte AsBytes = 1;

    /// <summary>JSON format: the bytes of each register.</summary>
    public const byte ByRegister = 2;

    /// <summary>JSON: <see cref="AsBytes"/> or <see cref="ByRegister"/>. Binary gives the bytes.</summary>
    public byte Format { get; set; } = AsBytes;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (!f.Binary)
            Format = f.U8("Format", Format);
    }
}

/// <summary>Raw data (7, 6), (7, 8).</summary>
public sealed class RawDataReply : ChannelMessage
{
    /// <summary>JSON: which of the two forms this is.</summary>
    public byte Format { get; set; } = RawDataRequest.AsBytes;

    /// <summary>All bytes; the scan list tells where each register begins. Empty in <see cref="RawDataRequest.ByRegister"/>.</summary>
    public byte[] Data { get; set; } = [];

    /// <summary>The bytes of each register, in <see cref="RawDataRequest.ByRegister"/>.</summary>
    public RawRegister[] Registers { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        if (!f.Binary)
            Format = f.U8OrNull("Format", Format) ?? (f.Has("RawData", present: true) ? RawDataRequest.AsBytes : RawDataRequest.ByRegister);
        if (!f.Binary && Format == RawDataRequest.ByRegister)
        {
            f.U16OrNull("Len", (ushort)Registers.Length);
            Registers = f.List("Data", Registers);
            return;
        }

        if (!f.Binary)
            f.U16OrNull("Len", (ushort)Data.Length);
        Data = f.Bytes("RawData", Data);
    }
}

/// <summary>The bytes of one register (7, 6), (7, 8).</summary>
public sealed class RawRegister : Message
{
    /// <summary>The register's address.</summary>
    public byte Address { get; set; }

    /// <summary>The register's bytes.</summary>
    public byte[] Data { get; set; } = [];

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        Address = f.U8("Addr", Address);
        f.U8OrNull("Len", (byte)Data.Length);
        Data = f.Bytes("Data", Data);
    }
}

/// <summary>Writes to a register (7, 9).</summary>
public sealed class WriteRegisterRequest : ChannelMessage
{
    /// <summary>The register's address.</summary>
    public byte RegisterAddress { get; set; }

    /// <summary>Up to 60 bytes.</summary>
    public byte[] Data { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        SmartBatteryBus.CheckLength(Data, SmartBatteryBus.LongestRegister);
        RegisterAddress = f.U8("RegAddr", RegisterAddress);
        var length = f.Binary ? f.U8("DataLen", (byte)Data.Length) : Data.Length;
        Data = f.Bytes("Data", Data, length);
    }
}

/// <summary>Where on a smart battery's bus bytes are written or read.</summary>
public abstract class BlockMessage : ChannelMessage
{
    /// <summary>The device's address on the bus.</summary>
    public byte BusAddress { get; set; } = SmartBatteryBus.DefaultAddress;

    /// <summary>The first register's address.</summary>
    public byte FirstAddress { get; set; }

    /// <summary>The last register's address; the first again where all bytes are of one register.</summary>
    public byte LastAddress { get; set; }

    /// <summary>How many bytes are of one register.</summary>
    public byte NumberOfBytes { get; set; } = 2;

    /// <summary>1 SMB and I²C, 2 HDQ, 3 one-wire.</summary>
    public byte BusType { get; set; } = SmartBatteryBus.Smb;

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        BusAddress = f.U8("BusAddr", BusAddress);
        FirstAddress = f.U8("StartDataAddr", FirstAddress);
        LastAddress = f.U8("EndDataAddr", LastAddress);
        NumberOfBytes = f.U8("NumOfBytes", NumberOfBytes);
        BusType = f.U8("BusType", BusType);
    }
}

/// <summary>Writes to a register, or one byte to each of a range (7, 10).</summary>
public sealed class WriteBlockRequest : BlockMessage
{
    /// <summary>The checksum that the device asks for, or 0.</summary>
    public byte CheckSum { get; set; }

    /// <summary>Up to 256 bytes.</summary>
    public byte[] Data { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        SmartBatteryBus.CheckLength(Data, SmartBatteryBus.LongestBlock);
        base.VisitFields(f);
        CheckSum = f.U8("CheckSum", CheckSum);
        Data = f.Bytes("Data", Data);
    }
}

/// <summary>Has a register read, or one word of each of a range (7, 11).</summary>
public sealed class ReadBlockRequest : BlockMessage;

/// <summary>What was read from a smart battery (7, 12).</summary>
public sealed class BlockReply : ChannelMessage
{
    /// <summary>Status: the read is in progress.</summary>
    public const byte InProgress = 1;

    /// <summary>Status: the read is done.</summary>
    public const byte Done = 2;

    /// <summary>Status: the read failed.</summary>
    public const byte Failed = 3;

    /// <summary><see cref="InProgress"/>, <see cref="Done"/> or <see cref="Failed"/>.</summary>
    public byte Status { get; set; } = Done;

    /// <summary>How many bytes were asked for; null where the tester does not tell.</summary>
    public ushort? NumberOfBytes { get; set; } = 0;

    /// <summary>The bytes read.</summary>
    public byte[] Data { get; set; } = [];

    /// <inheritdoc/>
    protected override void VisitFields(Fields f)
    {
        Status = f.U8("Status", Status);
        NumberOfBytes = f.U16OrNull("NumOfBytes", NumberOfBytes);
        // While there is nothing to give, JSON may leave the array out.
        if (Status == Done || f.Has("Data", present: true))
            Data = f.Bytes("Data", Data);
    }
}
