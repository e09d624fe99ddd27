using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Protocol.Wire;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.SmartBatteries;

public class SmartBatterySetupTests
{
    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public void A_position_is_set_up_and_read_back(LinkKind protocol)
    {
        using var bench = new SmartBatteryBench(protocol);
        bench.InTime(bench.Session.WriteSmartBatterySetupAsync(
            new PositionSetupRequest
            {
                Channel = 2,
                BusType = 3,
                DeviceAddress = 12,
                ClockDivisor = 300,
                BusVoltage = 2.5f,
                AccessDelay = 7
            }));
        var setup = bench.InTime(bench.Session.ReadSmartBatterySetupAsync(2));

        Assert.Equal((bench.Session.Name, 2), (setup.Session, setup.Channel));
        Assert.Equal(
            ((SmartBatteryBusType?)SmartBatteryBusType.Hdq16, (byte?)12, (ushort?)300, (float?)2.5f, (ushort?)7),
            (setup.BusType, setup.DeviceAddress, setup.ClockDivisor, setup.BusVoltage, setup.AccessDelay));
        Assert.Equal(((byte?)26, (byte?)10), (setup.ScanListPercent, setup.HeaderPercent));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public void A_list_is_cleared_written_saved_and_then_polled(LinkKind protocol)
    {
        using var bench = new SmartBatteryBench(protocol);
        var left = new SmartBatteryScanListEntry
        {
            Channel = 1,
            Index = 0,
            Name = "Left",
            DeviceAddress = 0x16,
            RegisterAddress = 0x0F,
            Length = 2,
            DataType = SmartBatteryDataType.Word,
            Format = SmartBatteryFormat.UnsignedHundredths,
            ErrorValue = 65534,
        };
        bench.InTime(bench.Session.ClearSmartBatteryScanListAsync(1));
        bench.InTime(bench.Session.WriteSmartBatteryScanListEntryAsync(left));
        bench.InTime(bench.Session.SaveSmartBatteryScanListAsync(1));

        var register = Assert.Single(bench.InTime(bench.Session.ReadSmartBatteryRegistersAsync(1)));
        Assert.Equal(("Left", (object)10.0), (register.Name, register.Value));
        Assert.Equal(1, bench.InTime(bench.Session.CountSmartBatteryScanListAsync(1)));
        var read = bench.InTime(bench.Session.ReadSmartBatteryScanListEntryAsync(1, 0));
        Assert.Equal(
            (left.Name, left.DeviceAddress, left.RegisterAddress, left.Length, left.DataType, left.Format, left.ErrorValue),
            (read.Name, read.DeviceAddress, read.RegisterAddress, read.Length, read.DataType, read.Format, read.ErrorValue));
    }

    [Fact]
    public void A_new_format_shows_without_a_new_layout()
    {
        using var bench = new SmartBatteryBench();
        bench.InTime(bench.Session.ReadSmartBatteryRegistersAsync(1));
        var voltage = bench.InTime(bench.Session.ReadSmartBatteryScanListEntryAsync(1, 0));
        bench.InTime(bench.Session.WriteSmartBatteryScanListEntryAsync(new SmartBatteryScanListEntry
        {
            Channel = 1,
            Name = voltage.Name,
            DeviceAddress = voltage.DeviceAddress,
            RegisterAddress = voltage.RegisterAddress,
            Length = voltage.Length,
            DataType = voltage.DataType,
            Format = SmartBatteryFormat.Hex,
        }));
        Assert.StartsWith("0x", (string)bench.InTime(bench.Session.ReadSmartBatteryRegistersAsync(1))[0].Value!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_tester_does_not_tell_is_not_known_and_nothing_is_written_in_its_place()
    {
        using var bench = new SmartBatteryBench();
        bench.Tester.Faults.Always(
            Fault.ChangeBytes(reply => JsonSplice.Replace(reply, "ErrorVal", "null"u8)), Functions.ScanListEntry);
        bench.Tester.Faults.Always(
            Fault.ChangeBytes(reply => JsonSplice.Replace(reply, "AccessDelay", "-1"u8)), Functions.PositionSetup);

        var entry = bench.InTime(bench.Session.ReadSmartBatteryScanListEntryAsync(1, 0));
        var setup = bench.InTime(bench.Session.ReadSmartBatterySetupAsync(1));
        bench.Tester.Requests.Clear();

        Assert.Equal(((ushort?)null, "Voltage", (byte?)2), (entry.ErrorValue, entry.Name, entry.Length));
        Assert.Equal(((ushort?)null, (byte?)0x16, (float?)3.3f), (setup.AccessDelay, setup.DeviceAddress, setup.BusVoltage));
        Assert.Equal("InvalidInput", Assert.Throws<MaccorInputException>(
            () => bench.InTime(bench.Session.WriteSmartBatteryScanListEntryAsync(entry))).ErrorId);
        Assert.Equal("InvalidInput", Assert.Throws<MaccorInputException>(() => bench.InTime(
            bench.Session.WriteSmartBatterySetupAsync(new PositionSetupRequest { AccessDelay = setup.AccessDelay }))).ErrorId);
        Assert.Empty(bench.Tester.Requests.All);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public void A_reply_about_another_entry_is_none(LinkKind protocol)
    {
        using var bench = new SmartBatteryBench(protocol);
        var entry = bench.InTime(bench.Session.ReadSmartBatteryScanListEntryAsync(1, 2));
        bench.Tester.Faults.Always(Fault.Change<ScanListEntry>(reply => reply.Index++), Functions.ScanListEntry);
        bench.Tester.Faults.Always(Fault.Change<ScanListEntryReply>(reply => reply.Index++), Functions.SetScanListEntry);

        Assert.Throws<MaccorProtocolException>(() => bench.InTime(bench.Session.ReadSmartBatteryScanListEntryAsync(1, 2)));
        Assert.Throws<MaccorProtocolException>(() => bench.InTime(bench.Session.ReadSmartBatteryRegistersAsync(1)));
        Assert.Throws<MaccorOutcomeUnknownException>(() => bench.InTime(bench.Session.WriteSmartBatteryScanListEntryAsync(entry)));
        Assert.Equal(1, bench.Tester.Requests.CountOf(Functions.SetScanListEntry));
    }

    [Fact]
    public void A_refresh_needs_no_available_channel_and_a_new_list_does()
    {
        using var bench = new SmartBatteryBench();
        bench.InTime(bench.Session.CommandAsync(
            Functions.StartDirect, new StartDirectRequest { Channel = 1, Current = 0.1f, Voltage = 4, Power = 9999, Mode = 'C' }));
        bench.InTime(bench.Session.RefreshSmartBatteryScanListAsync(1));
        var problem = Assert.Throws<MaccorRefusedException>(() => bench.InTime(bench.Session.SaveSmartBatteryScanListAsync(1)));
        Assert.Contains("Channel not available", problem.Message, StringComparison.Ordinal);
    }
}
