using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.SmartBatteries;

public sealed class SmartBatteryDataTests : IDisposable
{
    private const byte DeviceName = 0x21;
    private const byte Chemistry = 0x22;
    private const byte AtRate = 4;

    private readonly SmartBatteryBench bench = new();

    [Fact]
    public void A_register_is_requested_and_fetched_once_it_is_there()
    {
        var data = Read(Of(Chemistry, 4));
        Assert.Equal(("LION", "4C 49 4F 4E"), (data.Text, data.Hex));
        Assert.Equal(
            (bench.Session.Name, 1, 0x16, Chemistry, Chemistry),
            (data.Session, data.Channel, data.DeviceAddress, data.RegisterAddress, data.LastRegisterAddress));
    }

    [Fact]
    public void A_range_gives_a_word_of_each_register() => Assert.Equal(
        "D0 07 74 0E 31 00", Read(new ReadBlockRequest { Channel = 1, FirstAddress = 0x18, LastAddress = 0x1A }).Hex);

    [Theory]
    [InlineData(0x77, 0x16)]
    [InlineData(Chemistry, 0x0C)]
    public void What_nobody_answers_is_an_error(byte address, byte device)
    {
        var request = Of(address, 4);
        request.BusAddress = device;
        var problem = Assert.Throws<MaccorSmartBatteryException>(() => Read(request));
        Assert.Equal("SmartBatteryReadFailed", problem.ErrorId);
        Assert.Contains($"device {device} did not give register {address}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stays_in_progress_is_given_up_after_two_seconds()
    {
        bench.Tester.Faults.Always(Fault.Change<BlockReply>(reply => reply.Status = BlockReply.InProgress), Functions.FetchBlock);
        var problem = Assert.Throws<MaccorTimeoutException>(() => Read(Of(Chemistry, 4)));
        Assert.Contains("within 2 s", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_another_read_are_not_taken()
    {
        bench.Tester.Faults.Always(Fault.Change<BlockReply>(reply => reply.Data = [1, 2, 3, 4, 5]), Functions.FetchBlock);
        Assert.Throws<MaccorProtocolException>(() => Read(Of(Chemistry, 4)));
    }

    [Fact]
    public void Fewer_bytes_than_asked_for_are_what_the_device_has()
    {
        bench.Tester.Faults.Always(Fault.Change<BlockReply>(reply => reply.Data = [.. reply.Data.Take(3)]), Functions.FetchBlock);

        var data = Read(Of(Chemistry, 4));

        Assert.Equal(("4C 49 4F", 3, 4), (data.Hex, data.Length, data.RequestedLength));
    }

    [Fact]
    public void No_bytes_at_all_are_a_broken_reply()
    {
        bench.Tester.Faults.Always(Fault.Change<BlockReply>(reply => reply.Data = []), Functions.FetchBlock);
        Assert.Throws<MaccorProtocolException>(() => Read(Of(Chemistry, 4)));
    }

    [Fact]
    public void A_status_that_no_read_has_is_a_broken_reply()
    {
        bench.Tester.Faults.Always(Fault.Change<BlockReply>(reply => reply.Status = 9), Functions.FetchBlock);
        Assert.Throws<MaccorProtocolException>(() => Read(Of(Chemistry, 4)));
    }

    [Fact]
    public void Reads_of_one_battery_at_the_same_time_each_get_their_own_bytes()
    {
        var both = bench.InTime(Task.WhenAll(
            bench.Session.ReadSmartBatteryDataAsync(Of(Chemistry, 4)),
            bench.Session.ReadSmartBatteryDataAsync(Of(DeviceName, 7))));
        Assert.Equal(["LION", "VT18650"], both.Select(data => data.Text));
    }

    [Theory]
    [InlineData(0x18, 0x18, 0)]
    [InlineData(0x18, 0x17, 2)]
    [InlineData(0x00, 0x80, 2)]
    public void A_read_of_nothing_or_too_much_is_refused_before_anything_is_sent(byte first, byte last, byte bytes) =>
        Assert.Equal(0, bench.CostOf(() => Assert.Throws<MaccorInputException>(() =>
            Read(new ReadBlockRequest { Channel = 1, FirstAddress = first, LastAddress = last, NumberOfBytes = bytes }))));

    [Fact]
    public void What_is_written_is_there_to_be_read()
    {
        bench.InTime(bench.Session.WriteSmartBatteryDataAsync(
            new WriteRegisterRequest { Channel = 1, RegisterAddress = AtRate, Data = [0x18, 0xFC] }));
        Assert.Equal("18 FC", Read(Of(AtRate, 2)).Hex);

        bench.InTime(bench.Session.WriteSmartBatteryDataAsync(
            new WriteBlockRequest { Channel = 1, FirstAddress = AtRate, LastAddress = AtRate, NumberOfBytes = 2, Data = [1, 2] }));
        Assert.Equal("01 02", Read(Of(AtRate, 2)).Hex);

        bench.InTime(bench.Session.WriteSmartBatteryDataAsync(
            new WriteBlockRequest { Channel = 1, FirstAddress = 1, LastAddress = 2, Data = [7, 8] }));
        Assert.Equal("07 00 08 00", Read(new ReadBlockRequest { Channel = 1, FirstAddress = 1, LastAddress = 2 }).Hex);
    }

    [Fact]
    public void What_was_written_can_be_verified()
    {
        bench.InTime(bench.Session.WriteSmartBatteryDataAsync(
            new WriteBlockRequest { Channel = 1, FirstAddress = 1, LastAddress = 2, Data = [7, 8] }));
        bench.InTime(bench.Session.VerifySmartBatteryDataAsync(
            new ReadBlockRequest { Channel = 1, FirstAddress = 1, LastAddress = 2 }, [7, 8]));
        var problem = Assert.Throws<MaccorSmartBatteryException>(() =>
            bench.InTime(bench.Session.VerifySmartBatteryDataAsync(Of(AtRate, 2), [1, 2])));
        Assert.Equal("WriteNotVerified", problem.ErrorId);
        Assert.Contains("01 02 was written and the battery has 00 00", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 3, 2)]
    [InlineData(3, 1, 2)]
    [InlineData(1, 1, 0)]
    public void Bytes_that_do_not_fit_their_registers_are_refused_before_anything_is_sent(byte first, byte last, int bytes) =>
        Assert.Equal(0, bench.CostOf(() => Assert.Throws<MaccorInputException>(() => bench.InTime(bench.Session.WriteSmartBatteryDataAsync(
            new WriteBlockRequest { Channel = 1, FirstAddress = first, LastAddress = last, NumberOfBytes = 1, Data = new byte[bytes] })))));

    [Fact]
    public void A_write_that_is_refused_is_an_error()
    {
        bench.Tester.Faults.Next(Fault.Result(1), Functions.WriteRegister);
        Assert.Throws<MaccorRefusedException>(() => bench.InTime(
            bench.Session.WriteSmartBatteryDataAsync(new WriteRegisterRequest { Channel = 1, RegisterAddress = AtRate, Data = [1, 2] })));
    }

    public void Dispose() => bench.Dispose();

    private static ReadBlockRequest Of(byte address, byte bytes) =>
        new() { Channel = 1, FirstAddress = address, LastAddress = address, NumberOfBytes = bytes };

    private SmartBatteryData Read(ReadBlockRequest request) => bench.InTime(bench.Session.ReadSmartBatteryDataAsync(request));
}
