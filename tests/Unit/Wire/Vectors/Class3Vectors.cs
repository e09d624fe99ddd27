using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

internal static class Class3Vectors
{
    private const string OneChannel = """
        00 00 A0 40                                      ; TickSpeed 5 ms
        00 00 20 41  00 00 00 00                         ; Vmax 10, Vmin 0
        00 00 20 41  00 00 00 00                         ; VSafeMax 10, VSafeMin 0
        00 00 A0 40  9A 99 19 3E  0A D7 A3 3B  52 49 1D 39  ; charge ranges 4 to 1: 5, 0.15, 0.005, 0.00015
        00 00 A0 40  9A 99 19 3E  0A D7 A3 3B  52 49 1D 39  ; discharge likewise
        00 00 A0 40  00 00 A0 40                         ; ISafeChg, ISafeDis 5
        00 00 48 42  00 00 48 42                         ; PBatSafeChg, PBatSafeDis 50
        00x16                                            ; PChanSafe and PSV, each charge and discharge

        """;

    internal static IEnumerable<WireVector> All { get; } =
    [
        WireVector.Request(
            Functions.Specification,
            new SpecificationRequest { Channel = 1 },
            help: 1,
            hex: "03 00 01 00 00 00 01 00    ; Len = 1 channel"),
        WireVector.Request(
            Functions.Specification,
            new SpecificationRequest { Channel = 129, Count = 128 },
            hex: "03 00 01 00 80 00 80 00    ; Chan 128, Len = 128 channels"),
        WireVector.Reply(
            Functions.Specification,
            new SpecificationReply { Channel = 1, Channels = [Lab()] },
            help: 1,
            hex: """
                03 00 01 00 00 00 54 00      ; 21 x 4 = 84 bytes

                """ + OneChannel),
        WireVector.Reply(
            Functions.Specification,
            new SpecificationReply { Channel = 1, Channels = [Lab(), Lab()] },
            hex: """
                03 00 01 00 00 00 A8 00      ; 2 x 84 bytes

                """ + OneChannel + OneChannel),

        WireVector.Request(Functions.Calibration, new ChannelRequest { Channel = 1 }, help: 1, hex: "03 00 02 00 00 00 00 00"),
        WireVector.Reply(Functions.Calibration, Never(), help: 1, hex: """
            03 00 02 00 00 00 50 00          ; 10 x 8 = 80 bytes
            00x80                            ; never
            """),
        WireVector.Reply(
            Functions.Calibration,
            new CalibrationReply
            {
                Channel = 2,
                VoltageCharge = new DateTime(2022, 6, 15, 12, 0, 0),
                VoltageDischarge = new DateTime(2022, 6, 16, 12, 0, 0),
                IR4Charge = At(1),
                IR4Discharge = At(2),
                IR3Charge = At(3),
                IR3Discharge = At(4),
                IR2Charge = At(5),
                IR2Discharge = At(6),
                IR1Charge = At(7),
                IR1Discharge = At(8),
            },
            hex: """
                03 00 02 00 01 00 50 00
                00 16 3C 67 81 01 00 00      ; 1 655 294 400 000 ms
                00 72 62 6C 81 01 00 00      ; a day later
                E8 03 00x6  D0 07 00x6       ; 1 s and 2 s after 1970 began: charge, discharge of range 4
                B8 0B 00x6  A0 0F 00x6       ; range 3
                88 13 00x6  70 17 00x6       ; range 2
                58 1B 00x6  40 1F 00x6       ; range 1
                """),
    ];

    private static DateTime At(int second) => new(1970, 1, 1, 0, 0, second);

    private static ChannelSpecification Lab() => new()
    {
        TickSpeed = 0.005f,
        VMax = 10,
        VSafeMax = 10,
        IR4Charge = 5,
        IR3Charge = 0.15f,
        IR2Charge = 0.005f,
        IR1Charge = 0.00015f,
        IR4Discharge = 5,
        IR3Discharge = 0.15f,
        IR2Discharge = 0.005f,
        IR1Discharge = 0.00015f,
        ISafeCharge = 5,
        ISafeDischarge = 5,
        PBatterySafeCharge = 50,
        PBatterySafeDischarge = 50,
    };

    private static CalibrationReply Never() => new()
    {
        Channel = 1,
        VoltageCharge = At(0),
        VoltageDischarge = At(0),
        IR4Charge = At(0),
        IR4Discharge = At(0),
        IR3Charge = At(0),
        IR3Discharge = At(0),
        IR2Charge = At(0),
        IR2Discharge = At(0),
        IR1Charge = At(0),
        IR1Discharge = At(0),
    };
}
