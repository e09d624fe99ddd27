using System.Globalization;
using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>Numbers as people and files write them. What is not plainly one is an error: a cell pays for a number that was guessed.</summary>
internal static class NumberText
{
    private const NumberStyles Plain = NumberStyles.Float & ~NumberStyles.AllowTrailingSign;

    /// <summary>Whether it is nothing, or a text with nothing in it.</summary>
    internal static bool IsBlank(object? value) => value.Bare() is var bare && (bare is null || (bare is string text && string.IsNullOrWhiteSpace(text)));

    /// <exception cref="ArgumentTransformationMetadataException">It is no number.</exception>
    internal static double Read(object? value) => value.Bare() switch
    {
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            Convert.ToDouble(value.Bare(), CultureInfo.InvariantCulture),
        string text when double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) => number,
        string text when text.Contains(',') => throw Wrong($"'{text}' is no number: the decimal point is a point, as in 0.5, and thousands are not separated."),
        var other => throw Wrong($"{Shown(other)} is no number."),
    };

    /// <exception cref="ArgumentTransformationMetadataException">It is no whole number.</exception>
    internal static long ReadWhole(object? value)
    {
        if (value.Bare() is string text && IsHex(text, out var bits))
            return bits;
        var number = Read(value);
        return number is >= long.MinValue and < long.MaxValue && number == Math.Truncate(number)
            ? (long)number
            : throw Wrong(FormattableString.Invariant($"{number} is no whole number."));
    }

    internal static ArgumentTransformationMetadataException Wrong(string what) => new(what);

    private static bool IsHex(string text, out long bits)
    {
        bits = 0;
        var trimmed = text.Trim();
        return trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(trimmed.Remove(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits);
    }

    private static string Shown(object? value) => IsBlank(value) ? "A blank" : $"'{value}'";
}
