using System.Globalization;
using System.Text.RegularExpressions;

namespace MacNet.Data.Logging;

/// <summary>
/// The names of a log's files: lab.sqlite alone; lab-2026-11-26.sqlite for a day (UTC); lab.2.sqlite, lab.3.sqlite and so on after what has
/// become too large.
/// </summary>
public static class LogFiles
{
    private static readonly Regex Parts = new(@"(?<day>-\d{4}-\d{2}-\d{2})?(\.(?<number>\d+))?$", RegexOptions.CultureInvariant);

    /// <summary>
    /// The files of a log that is read as one, in the order in which they were written; the path itself where there are none.
    /// </summary>
    /// <param name="path">The path that the log was given.</param>
    /// <param name="query">What is wanted: days that have nothing of it are left out.</param>
    public static IReadOnlyList<string> Of(string path, LogQuery query)
    {
        if (IsBdf(path))
            return BdfStore.Files(path);
        var (folder, stem, extension) = (
            Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path), Path.GetExtension(path));
        if (!Directory.Exists(folder))
            return [path];
        string[] found =
        [
            .. Ordered(Directory.GetFiles(folder, stem + "*" + extension).Where(file =>
                Path.GetExtension(file) == extension && Path.GetFileNameWithoutExtension(file) is var name
                && name.StartsWith(stem, StringComparison.Ordinal) && Parts.Match(name, stem.Length) is { Success: true, Index: var index }
                && index == stem.Length)),
        ];
        return found.Length == 0 ? [path] : [.. found.Where(file => IsWanted(file, query))];
    }

    /// <summary>Whether a path is that of files in the Battery Data Format.</summary>
    public static bool IsBdf(string path) => path.EndsWith(BdfStore.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The readings of one file, whatever kind of log it is.</summary>
    /// <exception cref="LogException">It cannot be read, or is no log.</exception>
    public static IEnumerable<LogReading> Read(string file, LogQuery query) =>
        IsBdf(file) ? BdfLog.Read(file, query)
        : file.EndsWith(CsvStore.Extension, StringComparison.OrdinalIgnoreCase) ? CsvLog.Read(file, query)
        : Stores.All.ReadSqlite(file, query);

    /// <summary>Files by name, and those that were begun after others had become too large by number.</summary>
    public static IEnumerable<string> Ordered(IEnumerable<string> files) =>
        files.OrderBy(WithoutNumber, StringComparer.Ordinal).ThenBy(NumberOf);

    /// <summary>The path of a part.</summary>
    /// <param name="path">The path that the log was given.</param>
    /// <param name="day">The day; null where days are not told apart.</param>
    /// <param name="number">The number of the part, from 1.</param>
    internal static string PartOf(string path, DateTime? day, int number) => Path.Combine(
        Path.GetDirectoryName(path) ?? "",
        Path.GetFileNameWithoutExtension(path)
            + day?.ToString("-yyyy-MM-dd", CultureInfo.InvariantCulture)
            + (number > 1 ? FormattableString.Invariant($".{number}") : "")
            + Path.GetExtension(path));

    private static bool IsWanted(string file, LogQuery query)
    {
        var day = Parts.Match(Path.GetFileNameWithoutExtension(file)).Groups["day"].Value;
        var isBefore = query.After is not null && string.CompareOrdinal(day, Day(query.After)) < 0;
        var isAfter = query.Before is not null && string.CompareOrdinal(day, Day(query.Before)) > 0;
        return day.Length == 0 || !(isBefore || isAfter);
    }

    private static string? Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("-yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string WithoutNumber(string file)
    {
        var number = Parts.Match(Path.GetFileNameWithoutExtension(file)).Groups["number"];
        return number.Success
            ? file.Remove(file.Length - Path.GetExtension(file).Length - number.Length - 1)
            : file.Remove(file.Length - Path.GetExtension(file).Length);
    }

    private static int NumberOf(string file) =>
        int.TryParse(
            Parts.Match(Path.GetFileNameWithoutExtension(file)).Groups["number"].Value,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : 1;
}
