using System.Globalization;
using System.Text.RegularExpressions;

namespace MacNet.Data.Export;

/// <summary>Names of exported files, as the Battery Data Format has them: Institution__Cell__YYYYMMDD_XXX.</summary>
internal sealed class ExportName
{
    private const int Longest = 80;
    private static readonly Regex Others = new(@"[^\p{L}\p{N}.\-_]+", RegexOptions.CultureInvariant);
    private static readonly Regex Bars = new("_{2,}", RegexOptions.CultureInvariant);
    private readonly Dictionary<string, int> given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The next name for a cell and a day; of a day that is not known, the digits are 0.</summary>
    internal string Next(string institution, string cell, DateTimeOffset? start)
    {
        var day = start?.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "00000000";
        var stem = $"{Beginning(institution)}{Safe(cell)}__{day}";
        given[stem] = given.TryGetValue(stem, out var former) ? former + 1 : 1;
        return stem + FormattableString.Invariant($"_{given[stem]:000}");
    }

    /// <summary>What the names of an institution's files begin with.</summary>
    internal static string Beginning(string institution) => $"{Safe(institution)}__";

    private static string Safe(string text)
    {
        var safe = Bars.Replace(Others.Replace(text, "-"), "_").Trim('-', '_', '.');
        return safe.Length == 0 ? "unknown" : safe.Length > Longest ? safe.Remove(Longest) : safe;
    }
}
