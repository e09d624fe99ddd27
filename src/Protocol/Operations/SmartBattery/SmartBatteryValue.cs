using System.Globalization;
using System.Text;
using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>Values of smart battery registers.</summary>
public static class SmartBatteryValue
{
    private const int LongestNumber = 7;
    private const double ZeroCelsius = 273.15;

    /// <summary>What the bytes of a register mean.</summary>
    /// <param name="bytes">The bytes, the least significant first.</param>
    /// <param name="format">How they are meant.</param>
    /// <returns>
    /// A whole number (<see cref="long"/>), a number (<see cref="double"/>), a text or a date. Null where there are no bytes, and for
    /// a date that no calendar has. More than seven bytes are no number: they are given as <see cref="SmartBatteryFormat.HexString"/>.
    /// </returns>
    public static object? Decode(byte[] bytes, SmartBatteryFormat format) => format switch
    {
        _ when bytes.Length == 0 => null,
        SmartBatteryFormat.Ascii => Text(bytes),
        SmartBatteryFormat.HexString => HexOf(bytes),
        _ when bytes.Length > LongestNumber => HexOf(bytes),
        SmartBatteryFormat.Binary => "0b" + Digits(bytes, 2, 8),
        SmartBatteryFormat.Unsigned => Unsigned(bytes),
        SmartBatteryFormat.Signed => Signed(bytes),
        SmartBatteryFormat.SignedTenths => Signed(bytes) / 10.0,
        SmartBatteryFormat.SignedHundredths => Signed(bytes) / 100.0,
        SmartBatteryFormat.SignedThousandths => Signed(bytes) / 1000.0,
        SmartBatteryFormat.UnsignedTenths => Unsigned(bytes) / 10.0,
        SmartBatteryFormat.UnsignedHundredths => Unsigned(bytes) / 100.0,
        SmartBatteryFormat.UnsignedThousandths => Unsigned(bytes) / 1000.0,
        SmartBatteryFormat.Celsius => Math.Round(Unsigned(bytes) / 10.0 - ZeroCelsius, 2),
        SmartBatteryFormat.Date => Date((int)Unsigned(bytes)),
        _ => "0x" + Digits(bytes, 16, 2),
    };

    /// <summary>Bytes in hexadecimal digits, in the order of the wire.</summary>
    public static string HexOf(byte[] bytes) =>
        string.Join(" ", bytes.Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));

    /// <summary>Bytes as text: ASCII up to the first byte that is no letter, as batteries fill up what is left with anything.</summary>
    public static string Text(byte[] bytes) =>
        Encoding.ASCII.GetString([.. bytes.TakeWhile(b => b is >= (byte)' ' and <= (byte)'~')]).TrimEnd(' ');

    private static long Unsigned(byte[] bytes)
    {
        var value = 0L;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = value << 8 | bytes[i];
        return value;
    }

    private static long Signed(byte[] bytes)
    {
        var unused = 64 - 8 * bytes.Length;
        return Unsigned(bytes) << unused >> unused;
    }

    private static string Digits(byte[] bytes, int toBase, int perByte) =>
        string.Concat(Enumerable.Reverse(bytes).Select(b => Convert.ToString(b, toBase).ToUpperInvariant().PadLeft(perByte, '0')));

    private static DateTime? Date(int packed)
    {
        var (day, month, year) = (packed & 31, packed >> 5 & 15, 1980 + (packed >> 9));
        return month is >= 1 and <= 12 && day >= 1 && year <= DateTime.MaxValue.Year && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day)
            : null;
    }
}
