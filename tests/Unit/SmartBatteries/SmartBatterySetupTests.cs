using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
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
            new PositionSetupRequest { Channel = 2, BusType = 3, DeviceAddress = 12, ClockDivisor = 300,
                BusVoltage = 2.5f, AccessDelay = 7 }));
        var setup = bench.InTime(bench.Session.ReadSmartBatterySetupAsync(2));

        Assert.Equal((bench.Session.Name, 2), (setup.Session, setup.Channel));
        Assert.Equal(
            (SmartBatteryBusType.Hdq16, 12, 300, 2.5f, 7),
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
