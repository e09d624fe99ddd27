namespace MacNet.Protocol.Messages;

public static partial class Functions
{
    /// <summary>(1, 1) versions of MacNet and of the tester's software.</summary>
    public static Function<Nothing, VersionReply> Version { get; } = new(1, 1, "read the versions", FunctionKind.Read);

    /// <summary>(1, 2) what the tester consists of.</summary>
    public static Function<Nothing, GeneralReply> General { get; } = new(1, 2, "read the general information", FunctionKind.Read);

    /// <summary>(1, 3) whether a procedure exists.</summary>
    public static Function<ProcedureExistsRequest, ProcedureExistsReply> ProcedureExists { get; } =
        new(1, 3, "look for a procedure", FunctionKind.Read);

    /// <summary>(1, 4) whether a test name exists in the Archive folder.</summary>
    public static Function<TestNameExistsRequest, TestNameExistsReply> TestNameExists { get; } =
        new(1, 4, "look for a test name", FunctionKind.Read);

    /// <summary>(1, 5) the files of a type: command 0 builds the list, each command 1 gives the next file.</summary>
    // A command to the session, though it changes nothing a cell would feel: asking twice for "the next file" skips one.
    public static Function<FileListRequest, FileListReply> FileList { get; } = new(1, 5, "list files", FunctionKind.Command);

    /// <summary>(1, 6) sends a file to the tester, block by block.</summary>
    public static Function<FilePacket, FilePacket> SendFile { get; } =
        new(1, 6, "send a file", FunctionKind.Command) { BinaryOnly = true };

    /// <summary>(1, 7) gets a file from the tester, block by block.</summary>
    public static Function<FilePacket, FilePacket> GetFile { get; } =
        new(1, 7, "get a file", FunctionKind.Command) { BinaryOnly = true };
}

/// <summary>
/// Versions (1, 1), null where the tester does not tell. The EXE and DLL versions must be equal; if not, the tester needs service.
/// </summary>
public sealed class VersionReply : Message
{
    /// <summary>The version of MacNet's interface.</summary>
    public ushort? ApiVersion { get; set; } = 0;

    /// <summary>MacTest32.exe's build number.</summary>
    public ushort? ExeBuild { get; set; } = 0;

    /// <summary>MacTest32.exe's minor version.</summary>
    public byte? ExeMinor { get; set; } = 0;

    /// <summary>MacTest32.exe's major version.</summary>
    public byte? ExeMajor { get; set; } = 0;

    /// <summary>MacTest32.dll's build number.</summary>
    public ushort? DllBuild { get; set; } = 0;

    /// <summary>MacTest32.dll's minor version.</summary>
    public byte? DllMinor { get; set; } = 0;

    /// <summary>MacTest32.dll's major version.</summary>
    public byte? DllMajor { get; set; } = 0;

    /// <summary>The date of MacTest32.exe, in the tester's local time.</summary>
    public DateTime ExeDate { get; set; }

    /// <summary>The date of MacTest32.dll, in the tester's local time.</summary>
    public DateTime DllDate { get; set; }

    /// <summary>Whether the two versions are known and differ: the tester then needs service.</summary>
    public bool NeedsService => ExeVersion is not null && DllVersion is not null && ExeVersion != DllVersion;

    /// <summary>The version of MacTest32.exe, or null.</summary>
    public Version? ExeVersion => VersionOf(ExeMajor, ExeMinor, ExeBuild);

    /// <summary>The version of MacTest32.dll, or null.</summary>
    public Version? DllVersion => VersionOf(DllMajor, DllMinor, DllBuild);

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        ApiVersion = f.U16OrNull("APIVersion", ApiVersion);
        ExeBuild = f.U16OrNull("MacTest32EXEversionBuild", ExeBuild);
        ExeMinor = f.U8OrNull("MacTest32EXEversionMinor", ExeMinor);
        ExeMajor = f.U8OrNull("MacTest32EXEversionMajor", ExeMajor);
        DllBuild = f.U16OrNull("MacTest32DLLversionBuild", DllBuild);
        DllMinor = f.U8OrNull("MacTest32DLLversionMinor", DllMinor, alias: "MacTest32DLLversionMsinor");
        DllMajor = f.U8OrNull("MacTest32DLLversionMajor", DllMajor);
        ExeDate = f.Time("MacTest32ExeDT", ExeDate);
        DllDate = f.Time("MacTest32DLLDT", DllDate);
    }
}

/// <summary>What a tester consists of (1, 2); all but its channels is null where it does not tell.</summary>
public sealed class GeneralReply : Message
{
    /// <summary>The tester's own name.</summary>
    public string SystemId { get; set; } = "";

    /// <summary>0 lab, 1 500 ms, 3 50 ms, 4 first-generation 8500, 5 second-generation 8500.</summary>
    public byte? SystemType { get; set; } = 0;

    /// <summary>Number of controller boards.</summary>
    public ushort? ControllerBoards { get; set; } = 0;

    /// <summary>Number of test channels.</summary>
    public ushort TestChannels { get; set; }

    /// <summary>Number of auxiliary input boards.</summary>
    public ushort? AuxBoards { get; set; } = 0;

    /// <summary>Number of auxiliary inputs.</summary>
    public ushort? AuxChannels { get; set; } = 0;

    /// <summary>Number of SMB1 boards (positions in JSON).</summary>
    public ushort? Smb1Boards { get; set; } = 0;

    /// <summary>Number of SMB3 boards of twelve positions (positions in JSON).</summary>
    public ushort? Smb3Boards { get; set; } = 0;

    /// <summary>
    /// What the tester's screen adds to a channel's number. Binary only, and not of every tester: 0 where it is not told.
    /// </summary>
    public uint ChannelNumberOffset { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        SystemId = f.Text("SystemID", 50, SystemId);
        SystemType = f.U8OrNull("SystemType", SystemType);
        ControllerBoards = f.U16OrNull("ControllerBoards", ControllerBoards);
        TestChannels = f.U16("TestChannels", TestChannels);
        AuxBoards = f.U16OrNull("AuxBoards", AuxBoards);
        AuxChannels = f.U16OrNull("AuxChannels", AuxChannels);
        Smb1Boards = f.U16OrNull("SMB1Pos", Smb1Boards);
        Smb3Boards = f.U16OrNull("SMB3Pos", Smb3Boards);
        if (f.Binary && f.IsLeft(4))
            ChannelNumberOffset = f.U32("ChannelNumberOffset", ChannelNumberOffset);
    }
}

/// <summary>Asks whether a procedure exists (1, 3).</summary>
public sealed class ProcedureExistsRequest : Message
{
    /// <summary>The procedure's name, without ".000"; at most 25 characters in binary.</summary>
    public string ProcedureName { get; set; } = "";

    /// <inheritdoc/>
    public override void Visit(Fields f) => ProcedureName = f.LongText("ProcName", 25, ProcedureName);
}

/// <summary>Whether a procedure exists (1, 3).</summary>
public sealed class ProcedureExistsReply : Message
{
    /// <summary>Whether the procedure is in the tester's Procedur folder.</summary>
    public bool Exists { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields f) => Exists = f.YesNo("ProcedurExists", Exists);
}

/// <summary>Asks whether a test name exists (1, 4).</summary>
public sealed class TestNameExistsRequest : Message
{
    /// <summary>The test's name; at most 25 characters in binary.</summary>
    public string TestName { get; set; } = "";

    /// <inheritdoc/>
    public override void Visit(Fields f) => TestName = f.LongText("TestName", 25, TestName);
}

/// <summary>Whether a test name exists (1, 4).</summary>
public sealed class TestNameExistsReply : Message
{
    /// <summary>Whether the Archive folder has a test of that name.</summary>
    public bool Exists { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields f) => Exists = f.YesNo("TestNameExists", Exists);
}

/// <summary>Asks for a list of files, or for the next of it (1, 5).</summary>
public sealed class FileListRequest : Message
{
    /// <summary>Command 0: builds the list.</summary>
    public const byte Build = 0;

    /// <summary>Command 1: gives the next file.</summary>
    public const byte Next = 1;

    /// <summary>The file type: 1 Active, 2 Archive, 3 Procedur, 4 MacUserFunctions, 5 CAN, 6 FRA, 7 Waveforms, 8 SysEvent.log.</summary>
    public byte FileType { get; set; }

    /// <summary><see cref="Build"/> or <see cref="Next"/>.</summary>
    public byte Command { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        FileType = f.U8("FileType", FileType);
        Command = f.U8("Command", Command);
    }
}

/// <summary>The number of files, or one of them (1, 5); null is what the tester does not tell.</summary>
public sealed class FileListReply : Message
{
    /// <summary>The file type asked for.</summary>
    public byte? FileType { get; set; } = 0;

    /// <summary>The command asked for.</summary>
    public byte? Command { get; set; } = 0;

    /// <summary>How many files the list has.</summary>
    public ushort? NumberOfFiles { get; set; } = 0;

    /// <summary>The file's place in the list.</summary>
    public ushort? Index { get; set; } = 0;

    /// <summary>The file's date, in the tester's local time; null where the tester gives one that no calendar has.</summary>
    public DateTime? FileDate { get; set; }

    /// <summary>The file's size in bytes.</summary>
    public long? Size { get; set; } = 0;

    /// <summary>The file's name.</summary>
    public string FileName { get; set; } = "";

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        FileType = f.U8OrNull("FileType", FileType);
        Command = f.U8OrNull("Command", Command);
        NumberOfFiles = f.U16OrNull("NumberOfFiles", NumberOfFiles);
        if (Command == FileListRequest.Build)
            return;
        Index = f.U16OrNull("Index", Index);
        FileDate = f.Date("FileDate", FileDate);
        Size = f.I64OrNull("Size", Size);
        FileName = f.Text16("FileName", FileName);
    }
}

/// <summary>One packet of a file transfer (1, 6), (1, 7).</summary>
public sealed class FilePacket : Message
{
    /// <summary>Opcode: the file is to be read from the tester.</summary>
    public const byte ReadRequest = 1;

    /// <summary>Opcode: the file is to be written to the tester.</summary>
    public const byte WriteRequest = 2;

    /// <summary>Opcode: a block of the file.</summary>
    public const byte Data = 3;

    /// <summary>Opcode: a block has arrived.</summary>
    public const byte Acknowledge = 4;

    /// <summary>Opcode: the transfer has failed.</summary>
    public const byte Error = 5;

    // The help gives no codes of errors. These are TFTP's, from which the transfer has its opcodes.
    /// <summary>Error code: not defined; the text tells it.</summary>
    public const ushort Undefined = 0;

    /// <summary>Error code: there is no such file.</summary>
    public const ushort NotFound = 1;

    /// <summary>Error code: the file may not be written there.</summary>
    public const ushort NotAllowed = 2;

    /// <summary>Error code: the packet is not the one that is due.</summary>
    public const ushort IllegalOperation = 4;

    /// <summary>Bytes in a full block; a shorter one ends the file.</summary>
    public const int BlockSize = 500;

    /// <summary>The file type, as in <see cref="FileListRequest.FileType"/>.</summary>
    public byte FileType { get; set; }

    /// <summary>What the packet is.</summary>
    public byte OpCode { get; set; }

    /// <summary>The file's name, in a request.</summary>
    public string FileName { get; set; } = "";

    /// <summary>The block's number, in data and acknowledgement. It counts from 1 and wraps at 65536.</summary>
    public ushort Block { get; set; }

    /// <summary>The block's bytes, up to 500.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>The error's code, such as <see cref="NotFound"/>.</summary>
    public ushort ErrorCode { get; set; }

    /// <summary>The error in words.</summary>
    public string ErrorText { get; set; } = "";

    /// <inheritdoc/>
    public override void Visit(Fields f)
    {
        FileType = f.U8("FileType", FileType);
        OpCode = f.U8("OpCode", OpCode);
        switch (OpCode)
        {
            case ReadRequest or WriteRequest:
                FileName = f.Text16("FileName", FileName);
                break;
            case Data:
                Block = f.U16("Block", Block);
                Content = f.Bytes("Data", Content);
                break;
            case Acknowledge:
                Block = f.U16("Block", Block);
                break;
            case Error:
                ErrorCode = f.U16("Code", ErrorCode);
                ErrorText = f.TextToEnd("Text", ErrorText, zeroAtEnd: true);
                break;
            default:
                throw new FormatException($"A file transfer has no opcode {OpCode}.");
        }
    }
}
