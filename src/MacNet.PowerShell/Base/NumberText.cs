using System.Globalization;
using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>
/// Numbers as people and files write them. What is not plainly one is an error: a cell pays for a number that was guessed.
/// </summary>
internal static class NumberText
{
    /// <exception cref="ArgumentTransformationMetadataException">It is no number.</exception>
    internal static double Read(object? value) => value.Unwrapped() switch
    {
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            Convert.ToDouble(value.Unwrapped(), CultureInfo.InvariantCulture),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        string text when text.Contains(',') =>
            throw new ArgumentTransformationMetadataException(
                $"'{text}' is no number: the decimal point is a point, as in 0.5, and thousands are not separated."),
        var other => throw new ArgumentTransformationMetadataException($"{Shown(other)} is no number."),
    };

    /// <exception cref="ArgumentTransformationMetadataException">It is no whole number.</exception>
    internal static long ReadWhole(object? value)
    {
        if (value.Unwrapped() is string text && IsHex(text, out var bits))
            return bits;
        var number = Read(value);
        return number is >= long.MinValue and < long.MaxValue && number == Math.Truncate(number)
            ? (long)number
            : throw new ArgumentTransformationMetadataException(FormattableString.Invariant($"{number} is no whole number."));
    }

    private static bool IsHex(string text, out long bits)
    {
        bits = 0;
        var trimmed = text.Trim();
        return trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(trimmed.Remove(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits);
    }

    private static string Shown(object? value) => value.IsBlank() ? "A blank" : $"'{value}'";
}
