using System.Globalization;

namespace MacNet.Data.Export;

/// <summary>Rows of a CSV file: times as ISO 8601, numbers as programs read them, quotes only where they are needed.</summary>
internal static class CsvText
{
    internal static string Row(IEnumerable<object?> values) => string.Join(",", values.Select(Field));

    private static string? Field(object? value) => value switch
    {
        null => null,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString()!),
    };

    private static string Quoted(string text) =>
        text.IndexOfAny([',', '"', '\r', '\n']) < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
