using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

internal static class Class7Vectors
{
    internal static IEnumerable<WireVector> All { get; } =
    [
        .. State(),
        .. Command(Functions.SuspendPolling, "02"),
        .. Command(Functions.ResumePolling, "03"),
        .. OneRegister(),
        .. Class7RegisterVectors.All,
        .. Writes(),
        .. Block(),
        .. Command(Functions.ReadHeader, "0D"),
        .. Setup(),
        .. Entry(),
        .. Command(Functions.ClearScanList, "16"),
        .. Command(Functions.SaveScanList, "17"),
        .. Command(Functions.RefreshScanList, "18"),
    ];

    private static WireVector[] State() =>
    [
        WireVector.Request(Functions.SmartBattery, new ChannelRequest { Channel = 10 }, help: 1, hex: "07 00 01 00 09 00 00 00"),
        WireVector.Reply(Functions.SmartBattery, State(""), help: 1),
        WireVector.Reply(Functions.SmartBattery, State("Pack.DLL"), hex: """
            07 00 01 00 09 00 7C 00  ; 9 + 2 + 50 + 50 + 4 + 4 + 1 + 2 + 2 = 124 bytes
            00 09 03                 ; board, position, type
            02 01  02 07  00 00      ; server 2.1, client 2.7, DLL 0.0
            00 00                    ; DLL compile number
            20x50                    ; DLL version string
            "Pack.DLL" 20x42         ; DLL name
            1F 00 00 00              ; 31 ms
            2F 1A 00 00              ; 6703 ms
            02                       ; reading
            E3 0C                    ; 3299 mV
            1C FE                    ; -484 tenths of a degree
            """),
        WireVector.Reply(Functions.SmartBattery, Unknown(), hex: """
            07 00 01 00 00 00 7C 00
            00 00 03 00x8 20x100 00x8
            07                       ; a status that has no text
            00x4
            """),
    ];

    private static WireVector[] OneRegister() =>
    [
        WireVector.Request(
            Functions.Register,
            new RegisterRequest { Channel = 10, DeviceAddress = 22, RegisterAddress = 9 },
            help: 1,
            hex: "07 00 04 00 09 00 02 00  16 09"),
        WireVector.Request(
            Functions.Register,
            new RegisterRequest { Channel = 10, RegisterAddress = 9 },
            hex: "07 00 04 00 09 00 01 00  09"),
        WireVector.Reply(
            Functions.Register,
            new RegisterReply { Channel = 10, DeviceAddress = 22, RegisterAddress = 9, Value = 10261 },
            help: 1,
            hex: "07 00 04 00 09 00 04 00  16 09 15 28"),
        WireVector.Reply(
            Functions.Register,
            new RegisterReply { Channel = 10, RegisterAddress = 9, Value = 10261 },
            hex: "07 00 04 00 09 00 03 00  09 15 28"),
    ];

    private static WireVector[] Writes() =>
    [
        WireVector.Request(
            Functions.WriteRegister,
            new WriteRegisterRequest { Channel = 10, RegisterAddress = 1, Data = [44, 1] },
            help: 1,
            hex: "07 00 09 00 09 00 04 00  01 02 2C 01"),
        WireVector.Reply(Functions.WriteRegister, new ResultReply { Channel = 10 }, help: 1, hex: "07 00 09 00 09 00 02 00  00 00"),
        WireVector.Request(
            Functions.WriteBlock,
            new WriteBlockRequest { Channel = 10, FirstAddress = 1, LastAddress = 1, NumberOfBytes = 2, Data = [44, 1] },
            help: 1,
            hex: "07 00 0A 00 09 00 08 00  16 01 01 02 01 00 2C 01"),
        WireVector.Reply(Functions.WriteBlock, new ResultReply { Channel = 10 }, help: 1, hex: "07 00 0A 00 09 00 02 00  00 00"),
    ];

    private static WireVector[] Block() =>
    [
        WireVector.Request(
            Functions.RequestBlock,
            new ReadBlockRequest { Channel = 10, FirstAddress = 34, LastAddress = 34, NumberOfBytes = 4 },
            help: 1,
            hex: "07 00 0B 00 09 00 05 00  16 22 22 04 01"),
        WireVector.Reply(Functions.RequestBlock, new ResultReply { Channel = 10 }, help: 1, hex: "07 00 0B 00 09 00 02 00  00 00"),

        WireVector.Request(Functions.FetchBlock, new ChannelRequest { Channel = 10 }, help: 1, hex: "07 00 0C 00 09 00 00 00"),
        WireVector.Reply(
            Functions.FetchBlock,
            new BlockReply { Channel = 10, Status = BlockReply.Done, NumberOfBytes = 4, Data = "LION"u8.ToArray() },
            help: 1,
            hex: "07 00 0C 00 09 00 07 00  02 04 00 \"LION\""),
        WireVector.Reply(
            Functions.FetchBlock,
            new BlockReply { Channel = 10, Status = BlockReply.InProgress, NumberOfBytes = 256 },
            hex: "07 00 0C 00 09 00 03 00  01 00 01"),
    ];

    private static WireVector[] Setup() =>
    [
        WireVector.Request(Functions.PositionSetup, new ChannelRequest { Channel = 10 }, help: 1, hex: "07 00 0E 00 09 00 00 00"),
        WireVector.Reply(
            Functions.PositionSetup,
            new PositionSetupReply
            {
                Channel = 10,
                ClockDivisor = 85,
                BusVoltage = 3.29934072494507f,
                AccessDelay = 2,
                ScanListPercent = 56,
                HeaderPercent = 14,
            },
            help: 1,
            hex: """
                07 00 0E 00 09 00 0C 00  ; 12 bytes
                01 16 55 00              ; bus type, address, divisor
                66 28 53 40              ; 3.29934 V
                02 00 38 0E              ; delay, 56 %, 14 %
                """),
        WireVector.Request(
            Functions.SetPositionSetup,
            new PositionSetupRequest { Channel = 10, ClockDivisor = 85, BusVoltage = 3.3f, AccessDelay = 2 },
            help: 1,
            hex: """
                07 00 0F 00 09 00 0C 00  ; 12 bytes, the last two not used
                01 16 55 00  33 33 53 40  02 00 00 00
                """),
        WireVector.Reply(Functions.SetPositionSetup, new ResultReply { Channel = 10 }, help: 1, hex: "07 00 0F 00 09 00 02 00  00 00"),
    ];

    private static WireVector[] Entry() =>
    [
        WireVector.Request(
            Functions.ScanListEntry,
            new ScanListEntryRequest { Channel = 10, Index = 3 },
            help: 1,
            hex: "07 00 14 00 09 00 01 00  03"),
        WireVector.Reply(Functions.ScanListEntry, AtRate("AtRate"), help: 1, hex: """
            07 00 14 00 09 00 22 00      ; 1 + 1 + 1 + 2 + 1 + 25 + 2 + 1 = 34 bytes
            03 04 02 FE FF 02            ; index, address, length, error value 65 534, data type
            "AtRate" 20x19
            02 00 16                     ; format, device
            """),
        WireVector.Request(Functions.SetScanListEntry, AtRate("AtRateX"), help: 1, hex: """
            07 00 15 00 09 00 22 00
            03 04 02 FE FF 02
            "AtRateX" 20x18
            02 00 16
            """),
        WireVector.Reply(
            Functions.SetScanListEntry,
            new ScanListEntryReply { Channel = 10, Index = 3 },
            help: 1,
            hex: "07 00 15 00 09 00 03 00  03 00 00"),
    ];

    private static WireVector[] Command(Function function, string number) =>
    [
        WireVector.Request(function, new ChannelRequest { Channel = 10 }, help: 1, hex: $"07 00 {number} 00 09 00 00 00"),
        WireVector.Reply(function, new ResultReply { Channel = 10 }, help: 1, hex: $"07 00 {number} 00 09 00 02 00  00 00"),
    ];

    private static SmartBatteryReply State(string dllName) => new()
    {
        Channel = 10,
        Position = 9,
        Type = 3,
        ServerMajor = 2,
        ServerMinor = 1,
        ClientMajor = 2,
        ClientMinor = 7,
        DllName = dllName,
        ReadAge = 0.031,
        HeaderAge = 6.703,
        Status = "Reading",
        BusVoltage = 3.299,
        Temperature = -48.4,
    };

    private static SmartBatteryReply Unknown() => new()
    {
        Channel = 1,
        ServerMajor = 0,
        ServerMinor = 0,
        ClientMajor = 0,
        ClientMinor = 0,
        Status = "7",
        BusVoltage = 0,
        Temperature = 0,
    };

    private static ScanListEntry AtRate(string designator) => new()
    {
        Channel = 10,
        Index = 3,
        RegisterAddress = 4,
        Length = 2,
        ErrorValue = 65534,
        DataType = 2,
        Designator = designator,
        FormatType = 2,
        DeviceAddress = 22,
    };
}
