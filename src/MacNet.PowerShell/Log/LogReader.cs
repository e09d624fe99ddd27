using MacNet.Data;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Reads a log back, also while it is written.</summary>
internal sealed class LogReader
{
    private LogReader(Func<LogQuery, IEnumerable<LogReading>> read) => Read = read;

    /// <summary>Gives the readings that are wanted, in the order of their times.</summary>
    internal Func<LogQuery, IEnumerable<LogReading>> Read { get; }

    /// <summary>One file.</summary>
    internal static LogReader OfFile(string path) => new(query => LogFiles.Read(path, query));

    /// <summary>A log by the path that it was given: all its files, read as one.</summary>
    internal static LogReader OfLog(string path) =>
        new(query => LogFiles.Of(path, query).SelectMany(file => LogFiles.Read(file, query)));

    internal static LogReader OfPostgres(string connectionString) => new(query => Stores.All.ReadPostgres(connectionString, query));
}
