using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

internal static class Class5And8Vectors
{
    internal static IEnumerable<WireVector> All { get; } =
    [
        WireVector.Request(
            Functions.SetGlobalFlags,
            new GlobalFlagsRequest { GlobalFlags = 1 },
            help: 1,
            hex: "05 00 01 00 00 00 04 00  01 00 00 00"),
        WireVector.Reply(
            Functions.SetGlobalFlags,
            new GlobalFlagsReply { GlobalFlags = 1 },
            help: 1,
            hex: "05 00 01 00 00 00 04 00  01 00 00 00"),
        WireVector.Request(
            Functions.SetGlobalFlags,
            new GlobalFlagsRequest { GlobalFlags = 0xFEDCBA98 },
            hex: "05 00 01 00 00 00 04 00  98 BA DC FE"),

        WireVector.Request(
            Functions.Login,
            new LoginRequest { User = "Robin Hood", Password = "xxxxyyyy" },
            help: 1,
            hex: """
                08 00 01 00 00 00 14 00  ; 2 + 10 + 8 = 20 bytes
                0A "Robin Hood"
                08 "xxxxyyyy"
                """),
        WireVector.Reply(Functions.Login, new LoginReply { Passed = true }, help: 1, hex: "08 00 01 00 00 00 01 00  01"),
        WireVector.Reply(Functions.Login, new LoginReply { Passed = false }, hex: "08 00 01 00 00 00 01 00  00"),

        WireVector.Request(Functions.Logout, new Nothing(), help: 1, hex: "08 00 02 00 00 00 00 00"),
        WireVector.Reply(Functions.Logout, new LogoutReply { LoggedOut = true }, help: 1, hex: "08 00 02 00 00 00 01 00  01"),
        WireVector.Reply(Functions.Logout, new LogoutReply { LoggedOut = false }, hex: "08 00 02 00 00 00 01 00  00"),
    ];
}
