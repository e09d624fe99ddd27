using MacNet.Protocol.Messages;
using MacNet.Protocol.Wire;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

/// <summary>What the wire cannot carry is refused before anything is sent.</summary>
public class RefusedOnWritingTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_no_number(float value)
    {
        RefusedInBoth(Functions.SetVariable, new VariableRequest { Value = value }, "Value");
        RefusedInBoth(Functions.SetDirectOutput, new DirectOutputRequest { Current = value }, "Current");
        RefusedInBoth(Functions.SetSafetyLimits, new SafetyLimitsMessage { VSafeMax = value }, "VSafeMax");
        RefusedInBoth(Functions.Voltages, new VoltagesReply { Values = [1, value] }, "Voltage");
    }

    [Fact]
    public void Text_longer_than_its_field_in_binary()
    {
        var check = new CheckStartRequest { ProcedureName = new string('p', 26) };
        Refused("ProcName", () => BinaryCodec.Write(Functions.CheckStart, check));
        Assert.NotEmpty(JsonCodec.WriteRequest(Functions.CheckStart, check, 1));
        check.ProcedureName = new string('p', 25);
        Assert.Equal(BinaryHeader.Size + 137, BinaryCodec.Write(Functions.CheckStart, check).Length);
    }

    [Fact]
    public void Text_longer_than_250_characters_in_JSON()
    {
        var check = new CheckStartRequest { TestName = new string('t', 251) };
        Refused("TestName", () => JsonCodec.WriteRequest(Functions.CheckStart, check, 1));
        check.TestName = new string('t', 250);
        Assert.NotEmpty(JsonCodec.WriteRequest(Functions.CheckStart, check, 1));
    }

    [Fact]
    public void Text_other_than_names_that_is_longer_than_its_field_in_JSON_too()
    {
        Fits(80, "Comment", text => new CheckStartRequest { Comment = text }, Functions.CheckStart);
        Fits(25, "CANprof", text => new StartTestRequest { CanProfile = text }, Functions.StartTest);
        Fits(25, "RegimeName", text => new StartTestRequest { RegimeName = text }, Functions.StartTest);
        Fits(30, "ArchivedTestName", text => new AdvancedStartRequest { ArchivedTestName = text }, Functions.AdvancedStart);
        Fits(25, "Designator", text => new ScanListEntry { Designator = text }, Functions.SetScanListEntry);
    }

    [Fact]
    public void Text_longer_than_its_length_byte_can_say() =>
        Refused("Password", () => BinaryCodec.Write(Functions.Login, new LoginRequest { Password = new string('x', 256) }));

    [Fact]
    public void The_refusal_of_a_password_does_not_repeat_it()
    {
        var login = new LoginRequest { Password = "open\tsesame" };
        Assert.DoesNotContain("sesame", RefusedInBoth(Functions.Login, login, "Password"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Größe")]
    [InlineData("電池")]
    [InlineData("\u007f")]
    public void Letters_outside_ASCII_in_binary(string name) =>
        Refused("TestName", () => BinaryCodec.Write(Functions.TestNameExists, new TestNameExistsRequest { TestName = name }));

    [Fact]
    public void Letters_outside_ASCII_are_carried_by_JSON()
    {
        using var envelope = JsonEnvelope.Parse(
            JsonCodec.WriteRequest(Functions.TestNameExists, new TestNameExistsRequest { TestName = "Größe 電池 \"x\"" }, 1));
        Assert.Equal("Größe 電池 \"x\"", envelope.Body.GetProperty("TestName").GetString());
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("zero\0")]
    public void Control_characters(string comment) =>
        RefusedInBoth(Functions.CheckStart, new CheckStartRequest { Comment = comment }, "Comment");

    [Fact]
    public void Half_a_surrogate_pair() =>
        Refused("Comment", () => JsonCodec.WriteRequest(Functions.CheckStart, new CheckStartRequest { Comment = "half \ud800" }, 1));

    [Theory]
    [InlineData('ü')]
    [InlineData('Ń')]
    [InlineData('\0')]
    public void A_mode_that_is_no_letter_of_ASCII(char mode) =>
        RefusedInBoth(Functions.SetDirectOutput, new DirectOutputRequest { Mode = mode }, "ChMode");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65537)]
    [InlineData(int.MinValue)]
    public void A_channel_that_the_wire_cannot_count(int channel)
    {
        RefusedInBoth(Functions.Status, new ChannelRequest { Channel = channel }, "channel");
        Refused("channel", () => JsonCodec.WriteRequest(Functions.Select, new SelectRequest { Channels = [1, channel] }, 1));
    }

    [Fact]
    public void A_time_before_1970_in_binary() => Refused("VChg", () => BinaryCodec.Write(
        Functions.Calibration, new CalibrationReply { VoltageCharge = new DateTime(1969, 12, 31) }));

    [Fact]
    public void More_bytes_than_a_smart_battery_takes_at_once()
    {
        RefusedInBoth(Functions.WriteRegister, new WriteRegisterRequest { Data = new byte[61] }, "60");
        RefusedInBoth(Functions.WriteBlock, new WriteBlockRequest { Data = new byte[257] }, "256");
        Assert.Equal(
            BinaryHeader.Size + 62, BinaryCodec.Write(Functions.WriteRegister, new WriteRegisterRequest { Data = new byte[60] }).Length);
        Assert.Equal(
            BinaryHeader.Size + 262, BinaryCodec.Write(Functions.WriteBlock, new WriteBlockRequest { Data = new byte[256] }).Length);
    }

    [Theory]
    [InlineData("Dreaming")]
    [InlineData("256")]
    [InlineData("-1")]
    public void A_status_that_has_no_code(string status) =>
        Refused("Status", () => BinaryCodec.Write(Functions.SmartBattery, new SmartBatteryReply { Status = status }));

    [Fact]
    public void A_quantity_that_its_whole_number_cannot_hold()
    {
        Refused("BusVolt", () => BinaryCodec.Write(Functions.SmartBattery, new SmartBatteryReply { BusVoltage = 65.536 }));
        Refused("Temperature", () => BinaryCodec.Write(Functions.SmartBattery, new SmartBatteryReply { Temperature = -3276.9 }));
        Refused("SecsLastRead", () => BinaryCodec.Write(Functions.SmartBattery, new SmartBatteryReply { ReadAge = -1 }));
        RefusedInBoth(Functions.SmartBattery, new SmartBatteryReply { BusVoltage = double.NaN }, "BusVolt");
    }

    [Fact]
    public void More_data_than_a_header_can_count() => Refused("65536", () => BinaryCodec.Write(
        Functions.SendFile, new FilePacket { OpCode = FilePacket.Data, Content = new byte[65536 - 4] }));

    private static void Fits(int most, string field, Func<string, Message> message, Function function)
    {
        Assert.NotEmpty(JsonCodec.WriteRequest(function, message(new string('x', most)), 1));
        Assert.Contains(
            $"up to {most}.",
            Refused(field, () => JsonCodec.WriteRequest(function, message(new string('x', most + 1)), 1)),
            StringComparison.Ordinal);
    }

    private static string RefusedInBoth(Function function, Message message, string field)
    {
        Refused(field, () => BinaryCodec.Write(function, message));
        return Refused(field, () => JsonCodec.WriteRequest(function, message, 1));
    }

    private static string Refused(string field, Func<byte[]> write)
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(write).Message;
        Assert.Contains(field, refusal, StringComparison.Ordinal);
        return refusal;
    }
}
