using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MacNet.Protocol.Wire;

/// <summary>
/// Numbers with a decimal comma in an array: JSON takes each for two, so that one value would be had for another. Only what makes as many
/// numbers as there must be is read.
/// </summary>
internal static class DecimalCommas
{
    // Closes up to digits on both sides.
    private static readonly Regex Comma = new(@"(?<=[0-9]""?),(?=""?[0-9])", RegexOptions.CultureInvariant);

    private static readonly Regex OtherComma = new(@"(?<![0-9]""?),|,(?!""?[0-9])", RegexOptions.CultureInvariant);

    /// <summary>
    /// The numbers of an array that has more of them than it must, NaN where they cannot be told; null where no comma can be a decimal one.
    /// </summary>
    /// <param name="array">The array.</param>
    /// <param name="count">How many numbers there must be; null where that is not known.</param>
    internal static float[]? Joined(JsonElement array, int? count)
    {
        if (array.ValueKind != JsonValueKind.Array || count is not > 0 || array.GetArrayLength() <= count)
            return null;
        var text = array.GetRawText().Trim('[', ']', ' ', '\t', '\r', '\n', ',');
        if (!Comma.IsMatch(text))
            return null;
        string[] numbers = OtherComma.Split(text);
        // Where none has a blank beside it, every second one is decimal, if each number has one.
        if (numbers.Length == 1 && array.GetArrayLength() == 2 * count)
            numbers = [.. Regex.Matches(text, "[^,]+,[^,]+").Cast<Match>().Select(match => match.Value)];
        return numbers.Length == count ? Array.ConvertAll(numbers, ValueOf) : [.. Enumerable.Repeat(float.NaN, count.Value)];
    }

    // Digits that begin with a zero stand in quotes: they are no number of their own.
    private static float ValueOf(string number) => float.TryParse(
        number.Replace("\"", "").Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && !float.IsInfinity(value)
            ? value
            : float.NaN;
}
