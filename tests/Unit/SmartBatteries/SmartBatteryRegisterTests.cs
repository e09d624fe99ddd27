using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.SmartBatteries;

public sealed class SmartBatteryRegisterTests : IDisposable
{
    private const byte Voltage = 9;

    private readonly SmartBatteryBench bench = new();

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public void Registers_have_the_names_and_values_that_the_scan_list_gives_them(LinkKind protocol)
    {
        using var bench = new SmartBatteryBench(protocol);
        var registers = Registers(bench).ToDictionary(register => register.Name);

        Assert.Equal(Math.Round(bench.Tester.Channels[1].Read().Voltage, 3), (double)registers["Voltage"].Value!, 3);
        Assert.Equal(25.0, (double)registers["Temperature"].Value!, 1);
        Assert.Equal(50L, registers["RelativeStateOfCharge"].Value);
        Assert.Equal(1.0, registers["RemainingCapacity"].Value);
        Assert.Equal("0x6001", registers["BatteryMode"].Value);
        Assert.Equal("0b0000000011000000", registers["BatteryStatus"].Value);
        var voltage = registers["Voltage"];
        Assert.Equal(
            (bench.Session.Name, 1, (byte?)0x16, Voltage, SmartBatteryFormat.UnsignedThousandths, 2, false),
            (
                voltage.Session,
                voltage.Channel,
                voltage.DeviceAddress,
                voltage.RegisterAddress,
                voltage.Format,
                voltage.Bytes.Length,
                voltage.IsErrorValue));
        Assert.Equal($"{voltage.Bytes[0]:X2} {voltage.Bytes[1]:X2}", voltage.Hex);
    }

    [Fact]
    public void Entries_are_read_once_as_long_as_the_list_stays()
    {
        var count = 0;
        Assert.Equal(2 + 15, bench.CostOf(() => count = Registers(bench).Count));
        Assert.Equal(15, count);
        Assert.Equal(2, bench.CostOf(() => Registers(bench)));

        bench.Tester.Faults.Next(Fault.Change<ScanListReply>(list => list.Registers = list.Registers[1..]), Functions.ScanList);
        Assert.Equal(2 + 14, bench.CostOf(() => Registers(bench)));
    }

    [Fact]
    public void A_register_whose_entry_is_another_one_is_read_as_the_specification_says()
    {
        bench.Tester.Faults.Always(Fault.Change<ScanListEntry>(entry => entry.RegisterAddress = 200), Functions.ScanListEntry);
        var voltage = Registers(bench).Single(register => register.RegisterAddress == Voltage);
        Assert.Equal(("Voltage", SmartBatteryFormat.Unsigned), (voltage.Name, voltage.Format));
    }

    [Theory]
    [InlineData("reg_addrs", "Voltage", SmartBatteryFormat.Unsigned)]
    [InlineData("FormatType", "Voltage", SmartBatteryFormat.Unsigned)]
    [InlineData("ErrorVal", "Voltage", SmartBatteryFormat.UnsignedThousandths)]
    [InlineData("dev_addrs", "Voltage", SmartBatteryFormat.UnsignedThousandths)]
    public void What_an_entry_leaves_out_costs_no_register(string key, string name, SmartBatteryFormat format)
    {
        bench.Tester.Faults.Always(Fault.ChangeBytes(reply => JsonSplice.Replace(reply, key, "null"u8)), Functions.ScanListEntry);
        var registers = Registers(bench);
        var voltage = registers.Single(register => register.RegisterAddress == Voltage);
        Assert.Equal((15, name, format, false), (registers.Count, voltage.Name, voltage.Format, voltage.IsErrorValue));
    }

    [Fact]
    public void A_battery_taken_away_gives_error_values()
    {
        bench.Tester.Channels[1].SmartBattery!.Pack.IsPresent = false;
        bench.AdvanceSeconds(1);
        Assert.All(Registers(bench), register => Assert.True(register.IsErrorValue));
    }

    [Fact]
    public void A_register_that_stands_beyond_the_data_is_a_broken_reply()
    {
        bench.Tester.Faults.Next(Fault.Change<ScanListReply>(list => list.Registers[^1].Length = 3), Functions.ScanList);
        var problem = Assert.Throws<MaccorProtocolException>(() => Registers(bench));
        Assert.Contains("28 to 30", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_header_is_read_as_the_specification_says()
    {
        var state = bench.InTime(bench.Session.UpdateSmartBatteryHeaderAsync(1, TimeSpan.FromSeconds(1000)));
        Assert.NotNull(state.HeaderAge);

        IReadOnlyList<SmartBatteryRegister> read = [];
        Assert.Equal(2, bench.CostOf(() => read = bench.InTime(bench.Session.ReadSmartBatteryHeaderAsync(1))));
        var header = read.ToDictionary(register => register.Name, register => register.Value);
        Assert.Equal(new DateTime(2021, 12, 13), header["ManufactureDate"]);
        Assert.Equal("Virtual", header["ManufacturerName"]);
        Assert.Equal("VT18650", header["DeviceName"]);
        Assert.Equal("LION", header["DeviceChemistry"]);
        Assert.Equal(2000L, header["DesignCapacity"]);
        Assert.Equal("00 00 07 02 00 01 32 17", header["ManufacturerData"]);
    }

    [Fact]
    public void An_update_of_the_header_waits_for_a_new_one()
    {
        bench.InTime(bench.Session.UpdateSmartBatteryHeaderAsync(1, TimeSpan.FromSeconds(1000)));
        bench.AdvanceSeconds(10_000);
        var state = bench.InTime(bench.Session.UpdateSmartBatteryHeaderAsync(1, TimeSpan.FromSeconds(20_000)));
        Assert.True(state.HeaderAge < TimeSpan.FromSeconds(10_000));
    }

    [Fact]
    public void A_header_that_cannot_be_read_is_waited_for_in_vain()
    {
        bench.Tester.Channels[1].SmartBattery!.Pack.IsPresent = false;
        var problem = Assert.Throws<MaccorTimeoutException>(() =>
            bench.InTime(bench.Session.UpdateSmartBatteryHeaderAsync(1, TimeSpan.FromSeconds(3))));
        Assert.Contains("header was not read within 3 s", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_word_costs_one_message()
    {
        SmartBatteryRegister? word = null;
        Assert.Equal(1, bench.CostOf(() => word = bench.InTime(bench.Session.ReadSmartBatteryWordAsync(1, Voltage))));
        Assert.Equal(("Voltage", (long)Math.Round(1000 * bench.Tester.Channels[1].Read().Voltage)), (word!.Name, word.Value));

        word = bench.InTime(bench.Session.ReadSmartBatteryWordAsync(1, Voltage, format: SmartBatteryFormat.UnsignedThousandths));
        Assert.Equal(bench.Tester.Channels[1].Read().Voltage, (double)word.Value!, 3);
    }

    [Theory]
    [InlineData(0x21, 0x16)]
    [InlineData(Voltage, 0x0C)]
    public void A_word_that_is_not_polled_is_an_error(byte address, byte device)
    {
        var problem = Assert.Throws<MaccorSmartBatteryException>(() =>
            bench.InTime(bench.Session.ReadSmartBatteryWordAsync(1, address, device)));
        Assert.Equal("RegisterNotPolled", problem.ErrorId);
        Assert.Contains($"register {address} of device {device}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_tells_ages_and_versions()
    {
        Registers(bench);
        bench.InTime(bench.Session.CommandAsync(Functions.SuspendPolling, new ChannelRequest { Channel = 1 }));
        bench.AdvanceSeconds(60);
        var state = bench.InTime(bench.Session.ReadSmartBatteryAsync(1));
        Assert.True(state.ReadAge >= TimeSpan.FromSeconds(60));
        Assert.Null(state.HeaderAge);
        Assert.Equal(("Client idle", 0, 0, "SMB3"), (state.Status, state.Board, state.Position, state.BoardType));
        Assert.Equal(
            (new Version(2, 1), new Version(2, 7), new Version(0, 0, 0)), (state.ServerVersion, state.ClientVersion, state.DllVersion));
        Assert.Equal(3.3, state.BusVoltage!.Value, 3);
    }

    [Fact]
    public void What_only_some_boards_have_may_be_missing()
    {
        bench.Tester.Faults.Next(
            Fault.Change<SmartBatteryReply>(reply =>
            {
                reply.ServerMajor = reply.ServerMinor = reply.ClientMajor = reply.ClientMinor = null;
                reply.BusVoltage = reply.Temperature = null;
            }),
            Functions.SmartBattery);

        var state = bench.InTime(bench.Session.ReadSmartBatteryAsync(1));

        Assert.Equal((null, null, null, null), (state.ServerVersion, state.ClientVersion, state.BusVoltage, state.Temperature));
        Assert.Equal("SMB3", state.BoardType);
    }

    [Fact]
    public void A_channel_without_a_smart_battery_is_an_error() => Assert.Throws<MaccorErrorReplyException>(() =>
        bench.InTime(bench.Session.ReadSmartBatteryAsync(13)));

    public void Dispose() => bench.Dispose();

    private static IReadOnlyList<SmartBatteryRegister> Registers(SmartBatteryBench bench) =>
        bench.InTime(bench.Session.ReadSmartBatteryRegistersAsync(1));
}
