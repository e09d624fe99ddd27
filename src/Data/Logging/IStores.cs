using MacNet.Data.Export;

namespace MacNet.Data.Logging;

/// <summary>The stores that need third-party code.</summary>
public interface IStores : ITableMaker
{
    /// <summary>A SQLite file to write to, made where there is none.</summary>
    /// <exception cref="LogException">It cannot be used.</exception>
    ILogStore OpenSqlite(string path);

    /// <summary>A PostgreSQL database to write to, by way of a spool on disk.</summary>
    /// <exception cref="LogException">It cannot be used.</exception>
    ILogStore OpenPostgres(string connectionString, string spoolFolder);

    /// <summary>The readings of a SQLite file, as they were written.</summary>
    /// <exception cref="LogException">It cannot be read.</exception>
    IEnumerable<LogReading> ReadSqlite(string path, LogQuery query);

    /// <summary>The readings of a PostgreSQL database, by time.</summary>
    /// <exception cref="LogException">It cannot be read.</exception>
    IEnumerable<LogReading> ReadPostgres(string connectionString, LogQuery query);
}
