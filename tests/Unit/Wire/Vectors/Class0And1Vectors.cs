using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

internal static class Class0And1Vectors
{
    internal static IEnumerable<WireVector> All { get; } =
    [
        WireVector.Request(Functions.Echo, new Nothing(), help: 1, hex: "00 00 00 00 00 00 00 00"),
        WireVector.Reply(Functions.Echo, new Nothing(), help: 1, hex: "00 00 00 00 00 00 00 00"),

        WireVector.Request(Functions.Version, new Nothing(), help: 1, hex: "01 00 01 00 00 00 00 00"),
        WireVector.Reply(
            Functions.Version,
            new VersionReply
            {
                ApiVersion = 1,
                ExeMajor = 3,
                ExeMinor = 2,
                ExeBuild = 18,
                DllMajor = 3,
                DllMinor = 2,
                DllBuild = 18,
                ExeDate = new DateTime(2016, 11, 8, 15, 2, 58),
                DllDate = new DateTime(2016, 11, 13, 11, 29, 48),
            },
            help: 1,
            hex: """
                01 00 01 00 00 00 1A 00  ; 2 + 4 + 4 + 8 + 8 = 26 bytes
                01 00                    ; APIVersion
                12 00 02 03              ; EXE: build 18, minor 2, major 3
                12 00 02 03              ; DLL
                D0 AC 76 44 58 01 00 00  ; 1 478 617 378 000 ms
                E0 4F 73 5D 58 01 00 00  ; 1 479 036 588 000 ms
                """),

        WireVector.Request(Functions.General, new Nothing(), help: 1, hex: "01 00 02 00 00 00 00 00"),
        WireVector.Reply(Functions.General, General(), help: 1),
        WireVector.Reply(Functions.General, General(channelNumberOffset: 100_000), hex: """
            01 00 02 00 00 00 43 00  ; 50 + 1 + 6 x 2 + 4 = 67 bytes
            "Win10" 20x45            ; SystemID
            00                       ; SystemType
            03 00 0C 00 01 00 80 00  ; 3 controller boards, 12 channels, 1 aux board, 128 aux inputs
            00 00 01 00              ; SMB1, SMB3
            A0 86 01 00              ; ChannelNumberOffset 100 000
            """),

        WireVector.Request(
            Functions.ProcedureExists,
            new ProcedureExistsRequest { ProcedureName = "Procedure Name" },
            help: 1,
            hex: """
                01 00 03 00 00 00 19 00
                "Procedure Name" 20x11   ; 14 + 11 = 25
                """),
        WireVector.Reply(
            Functions.ProcedureExists,
            new ProcedureExistsReply { Exists = true },
            help: 1,
            hex: "01 00 03 00 00 00 01 00  01"),
        WireVector.Reply(Functions.ProcedureExists, new ProcedureExistsReply { Exists = false }, hex: "01 00 03 00 00 00 01 00  00"),

        WireVector.Request(
            Functions.TestNameExists,
            new TestNameExistsRequest { TestName = "Test Name" },
            help: 1,
            hex: """
                01 00 04 00 00 00 19 00
                "Test Name" 20x16        ; 9 + 16 = 25
                """),
        WireVector.Reply(
            Functions.TestNameExists,
            new TestNameExistsReply { Exists = true },
            help: 1,
            hex: "01 00 04 00 00 00 01 00  01"),

        WireVector.Request(
            Functions.FileList,
            new FileListRequest { FileType = 2, Command = 0 },
            help: 1,
            hex: "01 00 05 00 00 00 02 00  02 00"),
        WireVector.Request(
            Functions.FileList,
            new FileListRequest { FileType = 2, Command = 1 },
            help: 2,
            hex: "01 00 05 00 00 00 02 00  02 01"),
        WireVector.Reply(
            Functions.FileList,
            new FileListReply { FileType = 2, Command = 0, NumberOfFiles = 282 },
            help: 1,
            hex: "01 00 05 00 00 00 04 00  02 00 1A 01"),
        WireVector.Reply(
            Functions.FileList,
            new FileListReply
            {
                FileType = 2,
                Command = 1,
                NumberOfFiles = 282,
                Index = 9,
                FileDate = new DateTime(2016, 8, 16, 11, 43, 3),
                Size = 17157,
                FileName = "4259-85-2853_001.005",
            },
            help: 2,
            hex: """
                01 00 05 00 00 00 2C 00  ; 2 + 2 + 2 + 8 + 8 + 2 + 20 = 44 bytes
                02 01 1A 01 09 00        ; type, command, 282 files, index 9
                58 75 29 93 56 01 00 00  ; 1 471 347 783 000 ms
                05 43 00 00 00 00 00 00  ; 17 157 bytes
                14 00                    ; 20 letters
                "4259-85-2853_001.005"
                """),

        WireVector.Request(
            Functions.SendFile,
            new FilePacket { FileType = 3, OpCode = FilePacket.WriteRequest, FileName = "CCCV.000" },
            hex: """
                01 00 06 00 00 00 0C 00
                03 02 08 00 "CCCV.000"
                """),
        WireVector.Reply(
            Functions.SendFile,
            new FilePacket { FileType = 3, OpCode = FilePacket.Acknowledge, Block = 258 },
            hex: "01 00 06 00 00 00 04 00  03 04 02 01"),
        WireVector.Request(
            Functions.SendFile,
            new FilePacket { FileType = 3, OpCode = FilePacket.Data, Block = 1, Content = [0x00, 0xFF, 0x0D] },
            hex: "01 00 06 00 00 00 07 00  03 03 01 00  00 FF 0D"),
        WireVector.Reply(
            Functions.SendFile,
            new FilePacket { FileType = 3, OpCode = FilePacket.Error, ErrorCode = 2, ErrorText = "disk full" },
            hex: """
                01 00 06 00 00 00 0E 00
                03 05 02 00 "disk full" 00  ; the text ends in a zero
                """),

        WireVector.Request(
            Functions.GetFile,
            new FilePacket { FileType = 8, OpCode = FilePacket.ReadRequest, FileName = "SysEvent.log" },
            hex: """
                01 00 07 00 00 00 10 00
                08 01 0C 00 "SysEvent.log"
                """),
        WireVector.Reply(
            Functions.GetFile,
            new FilePacket { FileType = 8, OpCode = FilePacket.Data, Block = 1 },
            hex: "01 00 07 00 00 00 04 00  08 03 01 00"),
    ];

    private static GeneralReply General(uint channelNumberOffset = 0) => new()
    {
        SystemId = "Win10",
        SystemType = 0,
        ControllerBoards = 3,
        TestChannels = 12,
        AuxBoards = 1,
        AuxChannels = 128,
        Smb1Boards = 0,
        Smb3Boards = 1,
        ChannelNumberOffset = channelNumberOffset,
    };
}
