using MacNet.Protocol.Messages;

namespace MacNet.Tests.Unit.Wire.Vectors;

/// <summary>The scan lists and raw data of class 7.</summary>
internal static class Class7RegisterVectors
{
    // What the help's battery said: each register of two bytes, in the order of its scan list.
    private static readonly (byte Address, byte Low, byte High)[] Polled =
    [
        (1, 100, 0), (2, 10, 0), (3, 1, 96), (4, 0, 0), (5, 255, 255), (4, 0, 0), (6, 255, 255), (4, 0, 0),
        (7, 1, 0), (8, 153, 11), (9, 21, 40), (10, 0, 0), (11, 0, 0), (12, 1, 0), (13, 0, 0), (14, 0, 0),
        (15, 0, 0), (16, 193, 25), (17, 255, 255), (18, 255, 255), (19, 255, 255), (20, 240, 17), (21, 250, 50), (22, 208, 2),
        (23, 2, 0), (0, 0, 0), (47, 20, 0), (47, 20, 0), (60, 0, 0), (61, 105, 13), (62, 77, 13), (63, 95, 13),
    ];

    private static readonly (byte Address, byte[] Data)[] Header =
    [
        (0, [0, 0]), (1, [100, 0]), (2, [10, 0]), (24, [159, 25]), (25, [156, 44]), (26, [49, 0]), (27, [141, 69]), (28, [1, 0]),
        (32, [83, 77, 80, 153, 153, 153, 153, 153]), (33, [98, 113, 50, 48]), (34, [76, 73, 79, 78]),
        (35, [0, 0, 0, 0, 7, 2, 0, 1, 50, 23, 0, 0, 3, 51, 48, 56, 3, 48, 48, 55, 3, 83, 68, 73, 2]),
    ];

    internal static IEnumerable<WireVector> All { get; } =
    [
        .. List(Functions.ScanList, "05"),
        .. List(Functions.HeaderScanList, "07"),
        WireVector.Reply(Functions.ScanList, PolledList(), help: 1),
        WireVector.Reply(Functions.HeaderScanList, HeaderList(), help: 1),

        .. Raw(Functions.RawData, "06"),
        .. Raw(Functions.RawHeader, "08"),
        WireVector.Reply(Functions.RawData, Bytes([.. Polled.SelectMany(register => new[] { register.Low, register.High })]), help: 1),
        WireVector.Reply(Functions.RawData, PolledRegisters(), help: 2),
        WireVector.Reply(Functions.RawHeader, Bytes([.. Header.SelectMany(register => register.Data)]), help: 1),
        WireVector.Reply(Functions.RawHeader, ByRegister(Header), help: 2),
    ];

    private static WireVector[] List(Function<ScanListRequest, ScanListReply> function, string number) =>
    [
        WireVector.Request(
            function,
            new ScanListRequest { Channel = 10 },
            help: 1,
            hex: $"07 00 {number} 00 09 00 01 00    ; Len = 1: with devices"),
        WireVector.Request(
            function,
            new ScanListRequest { Channel = 10, WithDevices = false },
            hex: $"07 00 {number} 00 09 00 00 00    ; Len = 0: without"),
        WireVector.Reply(
            function,
            new ScanListReply { Channel = 10, Registers = [Register(22, 9, 0, 2), Register(12, 32, 2, 8)] },
            hex: $"""
                07 00 {number} 00 09 00 09 00
                02                       ; two registers
                16 09 00 02              ; device, address, pointer, length
                0C 20 02 08
                """),
        WireVector.Reply(
            function,
            new ScanListReply { Channel = 10, Registers = [Register(null, 9, 0, 2), Register(null, 32, 2, 8)] },
            hex: $"""
                07 00 {number} 00 09 00 07 00
                02
                09 00 02                 ; address, pointer, length
                20 02 08
                """),
        WireVector.Reply(function, new ScanListReply { Channel = 10 }, hex: $"07 00 {number} 00 09 00 01 00  00"),
    ];

    private static WireVector[] Raw(Function<RawDataRequest, RawDataReply> function, string number) =>
    [
        WireVector.Request(
            function,
            new RawDataRequest { Channel = 10 },
            help: 1,
            hex: $"07 00 {number} 00 09 00 00 00"),
        WireVector.Request(function, new RawDataRequest { Channel = 10, Format = RawDataRequest.ByRegister }, help: 2),
        WireVector.Reply(function, Bytes([100, 0, 153, 11]), hex: $"07 00 {number} 00 09 00 04 00  64 00 99 0B"),
    ];

    private static ScanListReply PolledList() => new()
    {
        Channel = 10,
        Registers = [.. Polled.Select((register, i) => Register(i < 14 ? (byte)22 : null, register.Address, (byte)(2 * i), 2))],
    };

    private static ScanListReply HeaderList()
    {
        byte[] pointers = [0, 2, 4, 6, 8, 10, 12, 14, 16, 24, 28, 32];
        return new()
        {
            Channel = 10,
            Registers = [.. Header.Select((register, i) => Register(22, register.Address, pointers[i], (byte)register.Data.Length))],
        };
    }

    // In its second format the help prints the first 27 registers, and a temperature that has risen by a tenth of a kelvin.
    private static RawDataReply PolledRegisters() => ByRegister(
        Polled.Take(27).Select(register => (register.Address, new[] { register.Address == 8 ? (byte)154 : register.Low, register.High })));

    private static RawDataReply ByRegister(IEnumerable<(byte Address, byte[] Data)> registers) => new()
    {
        Channel = 10,
        Format = RawDataRequest.ByRegister,
        Registers = [.. registers.Select(register => new RawRegister { Address = register.Address, Data = register.Data })],
    };

    private static RawDataReply Bytes(byte[] data) => new() { Channel = 10, Data = data };

    private static ScanListRegister Register(byte? device, byte address, byte pointer, byte length) =>
        new() { DeviceAddress = device, Address = address, Pointer = pointer, Length = length };
}
