using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.SmartBatteries;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public sealed class SmartBatteryTests : IDisposable
{
    private const int Voltage = 9;
    private const int AtRate = 4;
    private const int DeviceName = 0x21;

    private readonly ManualTime time = new();
    private readonly SimulatedTester tester;
    private readonly PlainClient json;
    private readonly PlainClient binary;

    public SmartBatteryTests()
    {
        tester = SimulatedTester.Start(new VirtualTesterOptions
        {
            Channels = 14,
            TimeProvider = time,
            DirectModeReadyAfter = TimeSpan.Zero,
        });
        json = PlainClient.Json(tester);
        binary = PlainClient.Binary(tester);
        tester.Channels[1].Cell.Capacity = 2;
        tester.Channels[1].Cell.StateOfCharge = 0.5;
    }

    private SmartBattery Battery => tester.Channels[1].SmartBattery!;

    [Fact]
    public void Registers_are_those_of_the_channels_cell()
    {
        tester.Channels[1].Cell.Temperature = 31.25;
        tester.Channels[1].Cell.AmbientTemperature = 31.25;

        Assert.Equal(Millivolts, Word(Voltage));
        Assert.Equal(0, Word(0x0A));
        Assert.Equal(3044, Word(0x08));
        Assert.Equal(50, Word(0x0D));
        Assert.Equal(1000, Word(0x0F));
        Assert.Equal(2000, Word(0x10));
        Assert.Equal(65535, Word(0x11));
    }

    [Fact]
    public void Registers_change_as_the_cell_is_discharged()
    {
        json.Ask(6, 7, """ "Chan":0,"TestName":"Random","Current":1,"Voltage":0,"Power":99,"Resistance":0,"CurrentRange":4,"ChMode":"D","DataTime":0,"DataV":0,"DataI":0 """);
        time.AdvanceSeconds(1800);

        Assert.Equal(-1000, (short)Word(0x0A));
        Assert.Equal(500, Word(0x0F));
        Assert.Equal(25, Word(0x0D));
        Assert.Equal(30, Word(0x11));
        Assert.Equal(0x40, Word(0x16) & 0x40);
        Assert.Equal(Millivolts, Word(Voltage));
    }

    [Fact]
    public void Cycles_count_the_charge_taken_out()
    {
        var before = Word(0x17);
        (tester.Channels[1].Cell.Capacity, tester.Channels[1].Cell.StateOfCharge) = (0.1, 1.1);
        json.Ask(6, 7, """ "Chan":0,"TestName":"Random","Current":1,"Voltage":0,"Power":99,"Resistance":0,"CurrentRange":4,"ChMode":"D","DataTime":0,"DataV":0,"DataI":0 """);
        time.AdvanceSeconds(370);
        Assert.Equal(before + 1, Word(0x17));
    }

    [Fact]
    public void The_scan_list_tells_where_each_register_stands_in_the_raw_data()
    {
        var list = json.Ask(7, 5, "\"Chan\":0");
        var raw = Numbers(json.Ask(7, 6, "\"Chan\":0,\"Format\":1").GetProperty("RawData"));
        var registers = json.Ask(7, 6, "\"Chan\":0,\"Format\":2").GetProperty("Data").EnumerateArray().ToArray();

        var entries = list.GetProperty("ScanList").EnumerateArray().ToArray();
        Assert.Equal(entries.Length, list.GetProperty("NumOfRegs").GetInt32());
        Assert.Equal(entries.Length, registers.Length);
        Assert.Equal(raw.Length, entries.Sum(entry => entry.GetProperty("Len").GetInt32()));
        Assert.All(entries.Zip(registers), pair =>
        {
            var pointer = pair.First.GetProperty("Ptr").GetInt32();
            Assert.Equal(pair.First.GetProperty("Addr").GetInt32(), pair.Second.GetProperty("Addr").GetInt32());
            Assert.Equal(raw[pointer..(pointer + pair.First.GetProperty("Len").GetInt32())], Numbers(pair.Second.GetProperty("Data")));
        });
        Assert.Equal(raw, binary.Ask(7, 6, 0, 0));
    }

    [Fact]
    public void Binary_lists_come_with_the_devices_or_without()
    {
        var with = binary.Ask(7, 5, 0, len: 1);
        var without = binary.Ask(7, 5, 0, len: 0);

        Assert.Equal(1 + 4 * with[0], with.Length);
        Assert.Equal(1 + 3 * without[0], without.Length);
        Assert.Equal([0x16, Voltage, 0, 2], with[1..5]);
        Assert.Equal([Voltage, 0, 2], without[1..4]);
        Assert.Equal(with[0], without[0]);
    }

    [Fact]
    public void What_was_polled_stays_for_a_second()
    {
        var first = Word(Voltage);
        tester.Channels[1].Cell.StateOfCharge = 0.9;
        time.AdvanceSeconds(0.999);
        Assert.Equal(first, Word(Voltage));
        Assert.Equal(0.999, Age("SecsLastRead"), 3);
        time.AdvanceSeconds(0.001);
        Assert.Equal(Millivolts, Word(Voltage));
        Assert.NotEqual(first, Word(Voltage));
    }

    [Fact]
    public void While_polling_is_suspended_data_stay_and_grow_old()
    {
        var first = Word(Voltage);
        Assert.Equal("OK", json.Result(7, 2, "\"Chan\":0"));
        tester.Channels[1].Cell.StateOfCharge = 0.9;
        time.AdvanceSeconds(60);

        Assert.Equal(first, Word(Voltage));
        Assert.Equal(60, Age("SecsLastRead"), 3);
        Assert.Equal("Client idle", State);
        Assert.False(Battery.IsPolled);

        Assert.Equal("OK", json.Result(7, 3, "\"Chan\":0"));
        Assert.Equal(Millivolts, Word(Voltage));
        Assert.Equal(0, Age("SecsLastRead"));
        Assert.Equal("Reading", State);
    }

    [Fact]
    public void A_register_that_is_not_polled_reads_as_zeros()
    {
        var reply = json.Ask(7, 4, $"\"Chan\":0,\"SMBDevAddr\":22,\"SMBRegAddr\":{DeviceName}");
        Assert.Equal((0, 0, 0), (Number(reply, "SMBDevAddr"), Number(reply, "SMBRegAddr"), Number(reply, "SMBRegValue")));
        Assert.Equal([0, 0, 0], binary.Ask(7, 4, 0, 1, DeviceName));
        Assert.Equal([0, 0, 0, 0], binary.Ask(7, 4, 0, 2, 0x17, Voltage));
    }

    [Fact]
    public void A_register_is_found_with_its_device_or_without()
    {
        byte[] value = [(byte)Millivolts, (byte)(Millivolts >> 8)];
        Assert.Equal([Voltage, .. value], binary.Ask(7, 4, 0, 1, Voltage));
        Assert.Equal([0x16, Voltage, .. value], binary.Ask(7, 4, 0, 2, 0x16, Voltage));
        Assert.False(json.Ask(7, 4, $"\"Chan\":0,\"SMBRegAddr\":{Voltage}").TryGetProperty("SMBDevAddr", out _));
    }

    [Fact]
    public void A_read_is_in_progress_first_and_done_then()
    {
        Assert.Equal("OK", RequestRead(0x22, 0x22, 4));
        var early = json.Ask(7, 12, "\"Chan\":0");
        Assert.Equal((1, 4, 0), (Number(early, "Status"), Number(early, "NumOfBytes"), Numbers(early.GetProperty("Data")).Length));

        time.AdvanceSeconds(2);
        var done = json.Ask(7, 12, "\"Chan\":0");
        Assert.Equal((2, 4), (Number(done, "Status"), Number(done, "NumOfBytes")));
        Assert.Equal("LION", Encoding.ASCII.GetString(Numbers(done.GetProperty("Data"))));
        Assert.Equal([2, 4, 0, .. "LION"u8], binary.Ask(7, 12, 0, 0));
    }

    [Fact]
    public void A_range_is_read_word_by_word()
    {
        RequestRead(0x18, 0x1A, 0);
        time.AdvanceSeconds(2);
        Assert.Equal([2, 6, 0, 0xD0, 0x07, 0x74, 0x0E, 0x31, 0x00], binary.Ask(7, 12, 0, 0));
    }

    [Theory]
    [InlineData(0x16, 0x77, 1)]
    [InlineData(0x0C, Voltage, 1)]
    [InlineData(0x16, Voltage, 2)]
    public void A_read_that_nobody_answers_fails(int device, int register, int busType)
    {
        RequestRead(register, register, 2, device, busType);
        time.AdvanceSeconds(2);
        Assert.Equal([3, 2, 0], binary.Ask(7, 12, 0, 0));
    }

    [Fact]
    public void Without_a_request_there_is_nothing_to_fetch() => Assert.Equal([3, 0, 0], binary.Ask(7, 12, 0, 0));

    [Theory]
    [InlineData(5, 4, 2)]
    [InlineData(0, 255, 2)]
    [InlineData(5, 5, 0)]
    public void A_read_of_nothing_or_of_too_much_is_an_error(int first, int last, int bytes) => Assert.Equal(
        "Illegal value",
        json.Ask(7, 11, Block(first, last, bytes)).GetProperty("message").GetString());

    [Fact]
    public void What_is_written_to_a_register_is_read_again()
    {
        Assert.Equal("OK", json.Result(7, 9, $"\"Chan\":0,\"RegAddr\":{AtRate},\"Data\":[24,252]"));
        time.AdvanceSeconds(1);
        Assert.Equal(-1000, (short)Word(AtRate));

        Assert.Equal("OK", json.Result(7, 10, Block(AtRate, AtRate, 2) + ",\"CheckSum\":0,\"Data\":[44,1]"));
        time.AdvanceSeconds(1);
        Assert.Equal(300, Word(AtRate));

        Assert.Equal("OK", json.Result(7, 10, Block(1, 2, 1) + ",\"CheckSum\":0,\"Data\":[7,8]"));
        RequestRead(1, 2, 2);
        time.AdvanceSeconds(1);
        Assert.Equal([2, 4, 0, 7, 0, 8, 0], binary.Ask(7, 12, 0, 0));
    }

    [Fact]
    public void Writing_to_what_cannot_be_written_is_OK_and_of_no_effect()
    {
        Assert.Equal("OK", json.Result(7, 9, $"\"Chan\":0,\"RegAddr\":{Voltage},\"Data\":[0,0]"));
        Assert.Equal("OK", json.Result(7, 10, Block(AtRate, AtRate, 2, device: 12) + ",\"CheckSum\":0,\"Data\":[44,1]"));
        time.AdvanceSeconds(1);
        Assert.Equal(Millivolts, Word(Voltage));
        Assert.Equal(0, Word(AtRate));
    }

    [Fact]
    public void A_write_whose_length_does_not_fit_is_an_error() => Assert.Equal(
        "Illegal value",
        json.Ask(7, 10, Block(AtRate, AtRate, 2) + ",\"CheckSum\":0,\"Data\":[44]").GetProperty("message").GetString());

    [Fact]
    public void The_header_is_read_when_asked_for_and_takes_seconds()
    {
        var empty = binary.Ask(7, 8, 0, 0);
        Assert.All(empty, b => Assert.Equal(0, b));
        Assert.Equal(0, Age("SecsLastHeader"));

        Assert.Equal("OK", json.Result(7, 13, "\"Chan\":0"));
        time.AdvanceSeconds(1);
        Assert.Equal(empty, binary.Ask(7, 8, 0, 0));
        time.AdvanceSeconds(4);

        Assert.Equal(3, Age("SecsLastHeader"), 3);
        var registers = json.Ask(7, 8, "\"Chan\":0,\"Format\":2").GetProperty("Data").EnumerateArray()
            .ToDictionary(register => Number(register, "Addr"), register => Numbers(register.GetProperty("Data")));
        Assert.Equal("VT18650\0", Encoding.ASCII.GetString(registers[DeviceName]));
        Assert.Equal(13 + 32 * 12 + 512 * 41, BinaryPrimitives.ReadUInt16LittleEndian(registers[0x1B]));
        Assert.Equal(registers.Count, Number(json.Ask(7, 7, "\"Chan\":0"), "NumOfRegs"));
    }

    [Fact]
    public void What_would_disturb_a_test_is_refused_while_one_runs()
    {
        json.Ask(6, 7, """ "Chan":0,"TestName":"Random","Current":1,"Voltage":4,"Power":99,"Resistance":0,"CurrentRange":4,"ChMode":"C","DataTime":0,"DataV":0,"DataI":0 """);

        Assert.Equal("Channel not available", json.Result(7, 13, "\"Chan\":0"));
        Assert.Equal("Channel not available", json.Result(7, 15, SetupOf(1, 22)));
        Assert.Equal("Channel not available", json.Result(7, 21, EntryOf(0, AtRate, "AtRate")));
        Assert.Equal("Channel not available", json.Result(7, 22, "\"Chan\":0"));
        Assert.Equal("Channel not available", InItsTime(7, 23));
        Assert.Equal("OK", InItsTime(7, 24));
    }

    [Fact]
    public void A_position_set_up_for_another_device_finds_no_battery()
    {
        Word(Voltage);
        Assert.Equal("OK", json.Result(7, 15, SetupOf(2, 22)));
        time.AdvanceSeconds(10);

        Assert.Equal("Problem", State);
        Assert.Equal(65535, Word(Voltage));
        Assert.Equal(10, Age("SecsLastRead"), 3);
        var setup = json.Ask(7, 14, "\"Chan\":0");
        Assert.Equal(
            (2, 22, 90, 4),
            (Number(setup, "BusType"), Number(setup, "DeviceAddr"), Number(setup, "ClockFreqDivisor"), Number(setup, "AccessDelay")));
        Assert.Equal(2.5, setup.GetProperty("BusLogicV").GetDouble());
        Assert.Equal(2.5, json.Ask(7, 1, "\"Chan\":0").GetProperty("BusVolt").GetDouble());
    }

    [Fact]
    public void A_pack_that_is_taken_away_stops_answering()
    {
        Word(Voltage);
        Battery.Pack.IsPresent = false;
        time.AdvanceSeconds(5);
        Assert.Equal("Problem", State);
        Assert.Equal(65535, Word(Voltage));
        Assert.Equal(5, Age("SecsLastRead"), 3);
    }

    [Fact]
    public void An_entry_tells_how_its_register_is_meant()
    {
        var entry = json.Ask(7, 20, "\"Chan\":0,\"Index\":3");
        Assert.Equal("Temperature", entry.GetProperty("Designator").GetString());
        Assert.Equal(
            (3, 22, 8, 2, 1, 65535, 12),
            (
                Number(entry, "Index"),
                Number(entry, "dev_addrs"),
                Number(entry, "reg_addrs"),
                Number(entry, "Len"),
                Number(entry, "data_type"),
                Number(entry, "ErrorVal"),
                Number(entry, "FormatType")));
        Assert.Equal(34, binary.Ask(7, 20, 0, 1, 3).Length);
    }

    [Fact]
    public void A_list_is_cleared_written_and_then_saved()
    {
        var before = Number(json.Ask(7, 5, "\"Chan\":0"), "NumOfRegs");
        Assert.Equal("OK", json.Result(7, 22, "\"Chan\":0"));
        Assert.Equal("OK", json.Result(7, 21, EntryOf(0, 0x0F, "Left")));
        Assert.Equal("OK", json.Result(7, 21, EntryOf(1, DeviceName, "Name", length: 8)));
        Assert.Equal(before, Number(json.Ask(7, 5, "\"Chan\":0"), "NumOfRegs"));

        Assert.Equal("OK", InItsTime(7, 23));

        Assert.Equal([2, 0x16, 0x0F, 0, 2, 0x16, DeviceName, 2, 8], binary.Ask(7, 5, 0, 1));
        Assert.Equal([0xE8, 0x03, .. "VT18650\0"u8], binary.Ask(7, 6, 0, 0));
        Assert.Equal("Left", json.Ask(7, 20, "\"Chan\":0,\"Index\":0").GetProperty("Designator").GetString());
        Assert.Equal(0, Number(json.Ask(7, 20, "\"Chan\":0,\"Index\":2"), "Len"));
    }

    [Fact]
    public void A_refresh_brings_back_what_was_saved()
    {
        var before = binary.Ask(7, 5, 0, 1);
        json.Ask(7, 22, "\"Chan\":0");
        Assert.Equal("OK", InItsTime(7, 24));
        Assert.Equal(before, binary.Ask(7, 5, 0, 1));
    }

    [Fact]
    public void A_list_longer_than_the_raw_data_is_not_saved()
    {
        for (var i = 0; i < 9; i++)
            Assert.Equal("OK", json.Result(7, 21, EntryOf(i, 0x23, "Long", length: 30)));
        Assert.Equal("Scan list is too long", InItsTime(7, 23));
    }

    [Fact]
    public void Beyond_the_last_entry_there_is_none()
    {
        Assert.Equal("Invalid entry", json.Result(7, 21, EntryOf(57, AtRate, "AtRate")));
        Assert.Equal("Illegal value", json.Ask(7, 20, "\"Chan\":0,\"Index\":57").GetProperty("message").GetString());
    }

    [Fact]
    public void A_board_has_twelve_positions()
    {
        Assert.Equal(1, Number(json.Ask(1, 2), "SMB3Pos"));
        var last = json.Ask(7, 1, "\"Chan\":11");
        Assert.Equal((0, 11, 3), (Number(last, "SBbrd"), Number(last, "SBPos"), Number(last, "SBType")));
        Assert.Equal(124, binary.Ask(7, 1, 11, 0).Length);
        Assert.Equal("Illegal value", json.Ask(7, 1, "\"Chan\":12").GetProperty("message").GetString());
        Assert.Null(tester.Channels[13].SmartBattery);
    }

    public void Dispose()
    {
        json.Dispose();
        binary.Dispose();
        tester.Dispose();
    }

    private int Millivolts => (int)Math.Round(1000 * tester.Channels[1].Read().Voltage);

    private string State => json.Ask(7, 1, "\"Chan\":0").GetProperty("Status").GetString()!;

    private double Age(string key) => json.Ask(7, 1, "\"Chan\":0").GetProperty(key).GetDouble();

    private int Word(int register) => Number(json.Ask(7, 4, $"\"Chan\":0,\"SMBDevAddr\":22,\"SMBRegAddr\":{register}"), "SMBRegValue");

    private string RequestRead(int first, int last, int bytes, int device = 22, int busType = 1) =>
        json.Result(7, 11, Block(first, last, bytes, device, busType));

    private static string Block(int first, int last, int bytes, int device = 22, int busType = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"Chan\":0,\"BusAddr\":{device},\"StartDataAddr\":{first},\"EndDataAddr\":{last},\"NumOfBytes\":{bytes},\"BusType\":{busType}");

    private static string SetupOf(int busType, int device) =>
        $"\"Chan\":0,\"BusType\":{busType},\"DeviceAddr\":{device},\"ClockFreqDivisor\":90,\"BusLogicV\":2.5,\"AccessDelay\":4";

    private static string EntryOf(int index, int register, string name, int length = 2) =>
        $"\"Chan\":0,\"Index\":{index},\"dev_addrs\":22,\"reg_addrs\":{register},\"Len\":{length},\"data_type\":1,\"ErrorVal\":0,\"Designator\":\"{name}\",\"FormatType\":2";

    // The reply comes only after 300 ms of the tester's time, which this brings about.
    private string InItsTime(int functionClass, int number)
    {
        var began = time.GetTimestamp();
        var result = Task.Run(() => json.Result(functionClass, number, "\"Chan\":0"));
        time.Pass(result).GetAwaiter().GetResult();
        Assert.True(time.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(300));
        return result.Result;
    }

    private static int Number(JsonElement reply, string key) => reply.GetProperty(key).GetInt32();

    private static byte[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetByte())];
}
