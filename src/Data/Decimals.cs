using System.Globalization;

namespace MacNet.Data;

/// <summary>Reads decimal numbers, the usual ones of few digits without a detour over text.</summary>
internal static class Decimals
{
    // What has no more is exact in a double, and so is the power of ten that divides it: the quotient is the nearest one.
    private const int MostDigits = 15;
    private static readonly double[] Powers =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    internal static bool TryParse(ReadOnlySpan<char> text, char point, out double number)
    {
        number = 0;
        var digits = 0L;
        var (count, decimals, isPast, hasDigit) = (0, 0, false, false);
        for (var at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0; at < text.Length; at++)
        {
            var digit = text[at] - '0';
            if (digit is >= 0 and <= 9)
            {
                digits = (digits * 10) + digit;
                hasDigit = true;
                count += digits > 0 ? 1 : 0;
                decimals += isPast ? 1 : 0;
            }
            else if (text[at] == point && !isPast)
                isPast = true;
            else
                return TryParseAny(text, point, out number);
            if (count > MostDigits || decimals >= Powers.Length)
                return TryParseAny(text, point, out number);
        }

        number = (text.Length > 0 && text[0] == '-' ? -digits : digits) / Powers[decimals];
        return hasDigit;
    }

    private static bool TryParseAny(ReadOnlySpan<char> text, char point, out double number)
    {
        number = 0;
        var other = point == '.' ? ',' : '.';
        return text.IndexOf(other) < 0
            && double.TryParse(text.ToString().Replace(point, '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && !double.IsNaN(number) && !double.IsInfinity(number);
    }
}
