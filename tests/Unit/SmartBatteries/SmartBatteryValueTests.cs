using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using Xunit;

namespace MacNet.Tests.Unit.SmartBatteries;

public class SmartBatteryValueTests
{
    [Theory]
    [InlineData(SmartBatteryFormat.Hex, new byte[] { 0x01, 0x60 }, "0x6001")]
    [InlineData(SmartBatteryFormat.Hex, new byte[] { 0x0A }, "0x0A")]
    [InlineData(SmartBatteryFormat.Binary, new byte[] { 0xC0, 0x02 }, "0b0000001011000000")]
    [InlineData(SmartBatteryFormat.Unsigned, new byte[] { 0xFF, 0xFF }, 65535L)]
    [InlineData(SmartBatteryFormat.Unsigned, new byte[] { 0xFE }, 254L)]
    [InlineData(SmartBatteryFormat.Unsigned, new byte[] { 1, 2, 3, 4 }, 0x04030201L)]
    [InlineData(SmartBatteryFormat.Signed, new byte[] { 0x18, 0xFC }, -1000L)]
    [InlineData(SmartBatteryFormat.Signed, new byte[] { 0xFE }, -2L)]
    [InlineData(SmartBatteryFormat.Signed, new byte[] { 0xE8, 0x03 }, 1000L)]
    [InlineData(SmartBatteryFormat.Signed, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -1L)]
    [InlineData(SmartBatteryFormat.SignedTenths, new byte[] { 0x18, 0xFC }, -100.0)]
    [InlineData(SmartBatteryFormat.SignedHundredths, new byte[] { 0x18, 0xFC }, -10.0)]
    [InlineData(SmartBatteryFormat.SignedThousandths, new byte[] { 0x18, 0xFC }, -1.0)]
    [InlineData(SmartBatteryFormat.UnsignedTenths, new byte[] { 0x18, 0xFC }, 6453.6)]
    [InlineData(SmartBatteryFormat.UnsignedHundredths, new byte[] { 0x18, 0xFC }, 645.36)]
    [InlineData(SmartBatteryFormat.UnsignedThousandths, new byte[] { 0x18, 0xFC }, 64.536)]
    [InlineData(SmartBatteryFormat.Celsius, new byte[] { 153, 11 }, 23.75)]
    [InlineData(SmartBatteryFormat.Celsius, new byte[] { 0, 0 }, -273.15)]
    [InlineData(SmartBatteryFormat.Ascii, new byte[] { 83, 77, 80, 153, 153, 153, 153, 153 }, "SMP")]
    [InlineData(SmartBatteryFormat.Ascii, new byte[] { 98, 113, 50, 48 }, "bq20")]
    [InlineData(SmartBatteryFormat.Ascii, new byte[] { 65, 32, 66, 32, 32, 0, 67 }, "A B")]
    [InlineData(SmartBatteryFormat.Ascii, new byte[] { 0, 65 }, "")]
    [InlineData(SmartBatteryFormat.HexString, new byte[] { 0x00, 0x07, 0xAB }, "00 07 AB")]
    [InlineData((SmartBatteryFormat)99, new byte[] { 0x01, 0x60 }, "0x6001")]
    public void Bytes_mean_what_their_format_says(SmartBatteryFormat format, byte[] bytes, object expected) =>
        Assert.Equal(expected, SmartBatteryValue.Decode(bytes, format));

    [Theory]
    [InlineData(new byte[] { 141, 69 }, 2014, 12, 13)]
    [InlineData(new byte[] { 0x21, 0x00 }, 1980, 1, 1)]
    [InlineData(new byte[] { 0x9F, 0xFF }, 2107, 12, 31)]
    public void A_date_is_packed_into_a_word(byte[] bytes, int year, int month, int day) =>
        Assert.Equal(new DateTime(year, month, day), SmartBatteryValue.Decode(bytes, SmartBatteryFormat.Date));

    [Theory]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x5F, 0x00 })]
    [InlineData(new byte[] { 0x40, 0x00 })]
    public void A_date_that_no_calendar_has_is_none(byte[] bytes) => Assert.Null(SmartBatteryValue.Decode(bytes, SmartBatteryFormat.Date));

    [Fact]
    public void No_bytes_mean_nothing() =>
        Assert.All(Enum.GetValues<SmartBatteryFormat>(), format => Assert.Null(SmartBatteryValue.Decode([], format)));

    [Fact]
    public void Too_many_bytes_for_a_number_are_shown_as_bytes() => Assert.Equal(
        "01 02 03 04 05 06 07 08", SmartBatteryValue.Decode([1, 2, 3, 4, 5, 6, 7, 8], SmartBatteryFormat.Unsigned));
}
