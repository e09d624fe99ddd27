using System.Globalization;
using MacNet.Data;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Reads a log back, also while it is written.</summary>
internal sealed class LogReader
{
    private LogReader(Func<LogQuery, IEnumerable<LogReading>> read) => Read = read;

    /// <summary>Gives the readings that are wanted, in the order of their times.</summary>
    internal Func<LogQuery, IEnumerable<LogReading>> Read { get; }

    internal static LogReader OfFile(string path) => new(query => Stores.All.ReadSqlite(path, query));

    internal static LogReader OfPostgres(string connectionString) => new(query => Stores.All.ReadPostgres(connectionString, query));

    /// <summary>A log with a file for each day: only the days that are wanted are opened.</summary>
    internal static LogReader OfDays(string path) => new(query => FilesOf(path, query).SelectMany(file => Stores.All.ReadSqlite(file, query)));

    private static IEnumerable<string> FilesOf(string path, LogQuery query)
    {
        string NameOn(string day) => $"{Path.GetFileNameWithoutExtension(path)}-{day}{Path.GetExtension(path)}";
        string? NameAt(DateTimeOffset? time) => time is { } given ? NameOn(given.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;
        var (first, last) = (NameAt(query.After), NameAt(query.Before));
        return Directory.GetFiles(Path.GetDirectoryName(path)!, NameOn("????-??-??"))
            .Where(file => first is null || string.CompareOrdinal(Path.GetFileName(file), first) >= 0)
            .Where(file => last is null || string.CompareOrdinal(Path.GetFileName(file), last) <= 0)
            .OrderBy(file => file, StringComparer.Ordinal);
    }
}
