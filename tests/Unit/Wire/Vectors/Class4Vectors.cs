using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

internal static class Class4Vectors
{
    internal static IEnumerable<WireVector> All { get; } =
    [
        WireVector.Request(
            Functions.States,
            new ChannelsRequest { Channel = 5, Count = 2 },
            help: 1,
            hex: "04 00 01 00 04 00 02 00  ; Chan 4, Len = 2 channels"),
        WireVector.Reply(Functions.States, new StatesReply { Channel = 5, States = [new(), new()] }, help: 1),
        WireVector.Reply(
            Functions.States,
            new StatesReply
            {
                Channel = 5,
                States = [new() { Rf1 = 31, Rf2 = 193, Stat = 4 }, new() { Rf1 = 1, Rf2 = 4, Stat = 258 }],
            },
            hex: """
                04 00 01 00 04 00 08 00  ; 2 x 4 bytes
                1F C1 04 00  01 04 02 01
                """),

        WireVector.Request(
            Functions.Voltages,
            new ChannelsRequest { Channel = 1, Count = 8 },
            help: 1,
            hex: "04 00 02 00 00 00 08 00"),
        WireVector.Reply(
            Functions.Voltages,
            new VoltagesReply
            {
                Channel = 1,
                Values =
                [
                    0.539101243019104f, 0, 0.000152590218931437f, 0.00640878919512033f,
                    0.378957808017731f, -1.81513690948486f, -1.60807204246521f, -0.922407865524292f,
                ],
            },
            help: 1,
            hex: """
                04 00 02 00 00 00 20 00  ; 8 x 4 bytes
                8A 02 0A 3F  00 00 00 00  A0 00 20 39  D2 00 D2 3B
                C2 06 C2 3E  68 56 E8 BF  4E D5 CD BF  EC 22 6C BF
                """),

        WireVector.Request(
            Functions.Currents,
            new ChannelsRequest { Channel = 1, Count = 8 },
            help: 1,
            hex: "04 00 03 00 00 00 08 00"),
        WireVector.Reply(Functions.Currents, new CurrentsReply { Channel = 1, Values = new float[8] }, help: 1),
        WireVector.Reply(Functions.Currents, new CurrentsReply { Channel = 3, Values = [2.5f, -1.25f] }, hex: """
            04 00 03 00 02 00 08 00
            00 00 20 40  00 00 A0 BF
            """),

        WireVector.Request(Functions.AuxiliaryValues, new ChannelRequest { Channel = 2 }, help: 1, hex: "04 00 04 00 01 00 00 00"),
        WireVector.Reply(
            Functions.AuxiliaryValues,
            new AuxiliaryValuesReply
            {
                Channel = 2,
                Values =
                [
                    69.4158401489258f, -0.10656064003706f, -0.0839281156659126f, -0.0514887496829033f,
                    -0.0841225311160088f, -0.0735516026616096f, -0.0876320600509644f, -0.08390723913908f,
                ],
            },
            help: 1),
        WireVector.Reply(
            Functions.AuxiliaryValues,
            new AuxiliaryValuesReply { Channel = 2, Values = [69.4158401489258f, -0.10656064003706f] },
            hex: """
                04 00 04 00 01 00 08 00
                E9 D4 8A 42  77 3C DA BD
                """),

        WireVector.Request(Functions.AuxiliaryUnits, new ChannelRequest { Channel = 2 }, help: 1, hex: "04 00 05 00 01 00 00 00"),
        WireVector.Reply(
            Functions.AuxiliaryUnits,
            new AuxiliaryUnitsReply { Channel = 2, Units = ["C", "V", "V", "V", "V", "V", "V", "V"] },
            help: 1),
        WireVector.Reply(Functions.AuxiliaryUnits, new AuxiliaryUnitsReply { Channel = 2, Units = ["C", "mbar"] }, hex: """
            04 00 05 00 01 00 08 00
            "C   " "mbar"
            """),

        WireVector.Request(Functions.Names, new ChannelRequest { Channel = 4 }, help: 1, hex: "04 00 06 00 03 00 00 00"),
        WireVector.Reply(
            Functions.Names,
            new NamesReply { Channel = 4, TestName = "Arbitrary file name 2016-11-10 10-07-05_126", ProcedureName = "Send email" },
            help: 1),
        WireVector.Reply(
            Functions.Names,
            new NamesReply
            {
                Channel = 4,
                TestName = "Cell 7 formation",
                Comment = "first run",
                ProcedureName = "Send email",
                ProcedureDescription = "CCCV",
            },
            hex: """
                04 00 06 00 03 00 D2 00    ; 25 + 80 + 25 + 80 = 210 bytes
                "Cell 7 formation" 20x9
                "first run" 20x71
                "Send email" 20x15
                "CCCV" 20x76
                """),

        WireVector.Request(Functions.Status, new ChannelRequest { Channel = 4 }, help: 1, hex: "04 00 07 00 03 00 00 00"),
        WireVector.Reply(
            Functions.Status,
            new StatusReply
            {
                Channel = 4,
                Rf1 = 31,
                Rf2 = 193,
                Stat = 4,
                LastRecord = 18,
                Step = 2,
                TestTime = 15,
                StepTime = 10,
                Voltage = 0.0062561989761889f,
                TesterTime = new DateTime(2016, 11, 14, 9, 24, 8),
            },
            help: 1,
            hex: """
                04 00 07 00 03 00 2E 00    ; 1 + 1 + 2 + 4 + 4 + 2 + 6 x 4 + 8 = 46 bytes
                1F C1 04 00                ; RF1, RF2, Stat
                12 00 00 00  00 00 00 00   ; last record, cycle
                02 00                      ; step
                00 00 70 41  00 00 20 41   ; test time 15 s, step time 10 s
                00x12                      ; capacity, energy, current
                CD 00 CD 3B                ; voltage
                C0 9E 26 62 58 01 00 00    ; 1 479 115 448 000 ms
                """),
        WireVector.Reply(
            Functions.Status,
            new StatusReply
            {
                Channel = 65535,
                Rf1 = 1,
                Rf2 = 4,
                Stat = 2,
                LastRecord = 4_000_000_000,
                Cycle = 16_909_060,
                Step = 258,
                TestTime = 7200,
                StepTime = 3600,
                Capacity = 0.5f,
                Energy = 1.5f,
                Current = -2.5f,
                Voltage = 3.7f,
                TesterTime = new DateTime(2022, 6, 15, 12, 0, 0),
            },
            hex: """
                04 00 07 00 FE FF 2E 00    ; Chan 65534
                01 04 02 00
                00 28 6B EE  04 03 02 01   ; 4 000 000 000 = 0xEE6B2800; 16 909 060 = 0x01020304
                02 01
                00 00 E1 45  00 00 61 45   ; 7200, 3600
                00 00 00 3F  00 00 C0 3F   ; 0.5 Ah, 1.5 Wh
                00 00 20 C0  CD CC 6C 40   ; -2.5 A, 3.7 V
                00 16 3C 67 81 01 00 00
                """),

        WireVector.Request(Functions.Variables, new ChannelRequest { Channel = 4 }, help: 1, hex: "04 00 08 00 03 00 00 00"),
        WireVector.Reply(Functions.Variables, new VariablesReply { Channel = 4, GlobalFlags = 0x20 }, help: 1, hex: """
            04 00 08 00 03 00 40 00    ; 4 + 15 x 4 = 64 bytes
            20 00 00 00  00x60
            """),
        WireVector.Reply(
            Functions.Variables,
            new VariablesReply { Channel = 4, GlobalFlags = 0x80000001, Variables = [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15] },
            hex: """
                04 00 08 00 03 00 40 00
                01 00 00 80
                00 00 80 3F  00 00 00 40   ; VAR1, VAR2
                00x48                      ; VAR3 to VAR14
                00 00 70 41                ; VAR15
                """),

        WireVector.Request(
            Functions.TestTimes,
            new ChannelsRequest { Channel = 1, Count = 8 },
            help: 1,
            hex: "04 00 09 00 00 00 08 00"),
        WireVector.Reply(
            Functions.TestTimes,
            new TestTimesReply { Channel = 1, Values = [0, 0, 0, 15, 0, 0, 0, 0] },
            help: 1,
            hex: """
                04 00 09 00 00 00 20 00
                00x12  00 00 70 41  00x16
                """),

        WireVector.Request(Functions.EndStatus, new ChannelRequest { Channel = 4 }, help: 1, hex: "04 00 0A 00 03 00 00 00"),
        WireVector.Reply(
            Functions.EndStatus,
            new EndStatusReply { Channel = 4, NumberOfEnds = 2, EndNumber = 1 },
            help: 1,
            hex: "04 00 0A 00 03 00 04 00  02 00 01 00"),

        WireVector.Request(Functions.LongNames, new ChannelRequest { Channel = 4 }, hex: "04 00 0B 00 03 00 00 00"),
        WireVector.Reply(
            Functions.LongNames,
            new LongNamesReply
            {
                Channel = 4,
                TestName = "Arbitrary file name 2016-11-10 10-07-05_126",
                ProcedureName = "Send email",
                ProcedureDescription = "CCCV",
            },
            hex: """
                04 00 0B 00 03 00 3D 00    ; 44 + 1 + 11 + 5 = 61 bytes
                2B "Arbitrary file name 2016-11-10 10-07-05_126"
                00
                0A "Send email"
                04 "CCCV"
                """),
    ];
}
