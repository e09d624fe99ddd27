using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

internal static class Class6Vectors
{
    private const string StartOfType1 = """
        "Random" 20x19             ; TestName, 25
        "Procedure Name" 20x11     ; ProcName, 25
        "Test comment" 20x68       ; Comment, 80
        00 00 80 3F                ; C-rate 1
        00                         ; no chamber

        """;

    private const string RestOfType2 = """
        03 00 04 01                ; StartCycle 3, TotCycles 260
        00 00 20 40                ; Mass 2.5
        05 01                      ; VGain, AbsTRepAlign
        00 00 00 3F                ; ParallelR 0.5
        00 00 80 3E 00 00 40 3F    ; VDivHiR 0.25, VDivLoR 0.75
        FF FF                      ; CANpos -1
        "Bus A" 20x20              ; CANprof, 25

        """;

    internal static IEnumerable<WireVector> All { get; } =
    [
        .. Select(),
        .. Start(),
        .. Plain(Functions.Suspend, "03"),
        .. Plain(Functions.Resume, "04"),
        .. Plain(Functions.Reset, "05"),
        .. Plain(Functions.Archive, "06"),
        .. Direct(),
        .. Settings(),
        .. Check(),
        .. AdvancedStart(),
    ];

    private static WireVector[] Select() =>
    [
        WireVector.Request(Functions.Select, new SelectRequest { Channels = [2, 3, 5, 6] }, help: 1),
        WireVector.Request(Functions.Select, new SelectRequest { Channel = 4 }, hex: "06 00 01 00 03 00 00 00  ; toggles Chan 3"),
        WireVector.Request(
            Functions.Select,
            new SelectRequest { Channel = ChannelMessage.AllSelected, Bitmap = [0x01, 0x05, 0x02] },
            hex: "06 00 01 00 FF FF 03 00  01 05 02  ; channels 1, 9, 11 and 18"),
        WireVector.Reply(Functions.Select, new SelectReply(), help: 1, hex: "06 00 01 00 00 00 02 00  00 00"),
    ];

    private static WireVector[] Start() =>
    [
        WireVector.Request(
            Functions.StartTest,
            new StartTestRequest { Channel = 4, ProcedureName = "Procedure Name", Comment = "Test comment" },
            help: 1),
        WireVector.Request(Functions.StartTest, Full(1, 1, selected: true, type2: false), hex: """
            06 00 02 00 FF FF 89 00    ; Chan 65535, 2 + 25 + 25 + 80 + 4 + 1 = 137 bytes
            01 01

            """ + StartOfType1),
        WireVector.Request(Functions.StartTest, Full(2, 1), hex: """
            06 00 02 00 03 00 BA 00    ; 137 + 2 + 2 + 4 + 1 + 1 + 4 + 4 + 4 + 2 + 25 = 186 bytes
            02 01

            """ + StartOfType1 + RestOfType2),
        WireVector.Request(Functions.StartTest, Full(2, 2, regime: "Summer"), hex: """
            06 00 02 00 03 00 D3 00    ; 186 + 25 = 211 bytes
            02 02

            """ + StartOfType1 + RestOfType2 + """
            "Summer" 20x19             ; RegimeName, 25
            """),
        WireVector.Reply(Functions.StartTest, new ResultReply { Channel = 4 }, help: 1, hex: "06 00 02 00 03 00 02 00  00 00"),
        Refused(Functions.StartTest, 23, "02", "17 00"),
    ];

    private static WireVector[] Plain(Function function, string number) =>
    [
        WireVector.Request(function, new ChannelRequest { Channel = 4 }, help: 1, hex: $"06 00 {number} 00 03 00 00 00"),
        WireVector.Reply(function, new ResultReply { Channel = 4 }, help: 1, hex: $"06 00 {number} 00 03 00 02 00  00 00"),
    ];

    private static WireVector[] Direct() =>
    [
        WireVector.Request(
            Functions.StartDirect,
            new StartDirectRequest { Channel = 4, Voltage = 20, Power = 50, CurrentRange = 4, Mode = 'C', RecordTime = 1 },
            help: 1,
            hex: """
                06 00 07 00 03 00 37 00    ; 25 + 4 x 4 + 1 + 1 + 3 x 4 = 55 bytes
                "Random" 20x19
                00x4  00 00 A0 41  00 00 48 42  00x4  ; 0 A, 20 V, 50 W, no resistance
                04 "C"                     ; range, mode
                00 00 80 3F  00x8          ; a record each second
                """),
        WireVector.Reply(Functions.StartDirect, new ResultReply { Channel = 4 }, help: 1, hex: "06 00 07 00 03 00 02 00  00 00"),
        Refused(Functions.StartDirect, 2, "07", "02 00"),

        WireVector.Request(
            Functions.SetDirectOutput,
            new DirectOutputRequest { Channel = 4, Current = 0.1f, Voltage = 20, Power = 50, CurrentRange = 4, Mode = 'C' },
            help: 1,
            hex: """
                06 00 08 00 03 00 12 00    ; 4 x 4 + 1 + 1 = 18 bytes
                CD CC CC 3D  00 00 A0 41  00 00 48 42  00x4
                04 43
                """),
        WireVector.Request(
            Functions.SetDirectOutput,
            new DirectOutputRequest { Channel = 1, Resistance = 0.25f, CurrentRange = 1, Mode = 'R' },
            hex: "06 00 08 00 00 00 12 00  00x12 00 00 80 3E  01 52"),
        WireVector.Reply(
            Functions.SetDirectOutput,
            new ResultReply { Channel = 4 },
            help: 1,
            hex: "06 00 08 00 03 00 02 00  00 00"),
        Refused(Functions.SetDirectOutput, 3, "08", "03 00"),
    ];

    private static WireVector[] Settings() =>
    [
        WireVector.Request(
            Functions.SetVariable,
            new VariableRequest { Channel = 4, Number = 3, Value = -1.25f },
            help: 1,
            hex: "06 00 09 00 03 00 05 00  03  00 00 A0 BF"),
        WireVector.Reply(Functions.SetVariable, new ResultReply { Channel = 4 }, help: 1, hex: "06 00 09 00 03 00 02 00  00 00"),

        WireVector.Request(Functions.SetSafetyLimits, Limits<SafetyLimitsMessage>(), help: 1, hex: "06 00 0A 00 03 00 18 00" + LimitBytes),
        WireVector.Reply(Functions.SetSafetyLimits, Limits<SafetyLimitsReply>(), help: 1, hex: "06 00 0A 00 03 00 18 00" + LimitBytes),
    ];

    private const string LimitBytes = """
            ; 6 x 4 = 24 bytes
        00 00 A0 40  CD CC CC 3D   ; 5 V, 0.1 V
        9A 99 89 40  00 00 20 40   ; 4.3 A, 2.5 A
        00x8
        """;

    private static WireVector[] Check() =>
    [
        WireVector.Request(
            Functions.CheckStart,
            new CheckStartRequest { Channel = 4, ProcedureName = "Procedure Name", Comment = "Test comment" },
            help: 1,
            hex: """
                06 00 0B 00 03 00 89 00    ; 137 bytes
                01 01

                """ + StartOfType1),
        WireVector.Reply(Functions.CheckStart, new ResultReply { Channel = 4 }, help: 1, hex: "06 00 0B 00 03 00 02 00  00 00"),
        Refused(Functions.CheckStart, 65535, "0B", "FF FF"),

        WireVector.Request(Functions.CheckDetails, new ChannelRequest { Channel = 4 }, hex: "06 00 0C 00 03 00 00 00"),
        WireVector.Reply(Functions.CheckDetails, new CheckDetailsReply { Channel = 4, Text = "Step 3: no end" }, hex: """
            06 00 0C 00 03 00 0E 00
            "Step 3: no end"
            """),
        WireVector.Reply(Functions.CheckDetails, new CheckDetailsReply { Channel = 4 }, hex: "06 00 0C 00 03 00 00 00"),
    ];

    private static WireVector[] AdvancedStart() =>
    [
        WireVector.Request(
            Functions.AdvancedStart,
            new AdvancedStartRequest
            {
                Channel = 4,
                ProcedureName = "Procedure Name",
                Comment = "Test comment",
                ArchivedTestName = "Archived File.003",
                TestTime = 0,
                StepTime = 0,
                TestStep = 1,
                Cycle = 0,
                RemainingLoop1 = 0,
                RemainingLoop2 = 0,
                RemainingLoop3 = 0,
                RemainingLoop4 = 0,
                Capacity = 0,
                Energy = 0,
            },
            help: 1,
            hex: """
                06 00 0D 00 03 00 C7 00    ; 137 + 1 + 30 + 1 + 2 x 4 + 2 + 4 + 4 x 2 + 2 x 4 = 199 bytes
                01 01

                """ + StartOfType1 + """
                00                         ; Options
                "Archived File.003" 20x13  ; 30
                00                         ; RemoveLastDataRecords
                00x8                       ; TestTime, StepTime
                01 00                      ; TestStep
                00x4                       ; Cycle
                00x8                       ; loops
                00x8                       ; Capacity, Energy
                """),
        WireVector.Request(
            Functions.AdvancedStart,
            new AdvancedStartRequest
            {
                Channel = 4,
                ProcedureName = "Procedure Name",
                Comment = "Test comment",
                Options = 7,
                RemoveLastDataRecords = 20,
                TestTime = 7200,
                StepTime = 3600,
                TestStep = 258,
                Cycle = 66051,
                RemainingLoop1 = 1,
                RemainingLoop2 = 2,
                RemainingLoop3 = 3,
                Capacity = 0.5f,
            },
            hex: """
                06 00 0D 00 03 00 C7 00
                01 01

                """ + StartOfType1 + """
                07
                20x30
                14
                00 00 E1 45  00 00 61 45
                02 01
                03 02 01 00                ; 66 051 = 0x010203
                01 00  02 00  03 00  FF FF ; loop 4 by default
                00 00 00 3F  00 00 80 BF   ; 0.5 Ah, energy by default
                """),
        WireVector.Reply(Functions.AdvancedStart, new ResultReply { Channel = 4 }, help: 1, hex: "06 00 0D 00 03 00 02 00  00 00"),
        Refused(Functions.AdvancedStart, 3, "0D", "03 00"),
    ];

    private static WireVector Refused(Function function, int code, string number, string result) => WireVector.Reply(
        function,
        new ResultReply { Channel = 4, Result = new CommandResult(code, function.Results[code]) },
        hex: $"06 00 {number} 00 03 00 02 00  {result}");

    private static T Limits<T>()
        where T : SafetyLimitsMessage, new() => new()
        {
            Channel = 4,
            VSafeMax = 5,
            VSafeMin = 0.1f,
            ISafeCharge = 4.3f,
            ISafeDischarge = 2.5f,
        };

    private static StartTestRequest Full(byte type, byte version, bool selected = false, bool type2 = true, string regime = "")
    {
        var start = new StartTestRequest
        {
            Channel = selected ? ChannelMessage.AllSelected : 4,
            StartDataType = type,
            StartDataVersion = version,
            ProcedureName = "Procedure Name",
            Comment = "Test comment",
            RegimeName = regime,
        };
        if (!type2)
            return start;
        start.StartCycle = 3;
        start.TotalCycles = 260;
        start.Mass = 2.5f;
        start.VGain = 5;
        start.AbsTRepAlign = 1;
        start.ParallelR = 0.5f;
        start.VDivHiR = 0.25f;
        start.VDivLoR = 0.75f;
        start.CanProfile = "Bus A";
        return start;
    }
}
