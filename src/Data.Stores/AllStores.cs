using MacNet.Data.Export;
using MacNet.Data.Logging;

namespace MacNet.Data.Stores;

/// <summary>The stores that need third-party code.</summary>
public sealed class AllStores : IStores
{
    /// <inheritdoc/>
    public ILogStore OpenSqlite(string path) => new SqliteStore(path);

    /// <inheritdoc/>
    public ILogStore OpenPostgres(string connectionString, string spoolFolder) =>
        new SpooledStore(new PostgresStore(connectionString), spoolFolder);

    /// <inheritdoc/>
    public IEnumerable<LogReading> ReadSqlite(string path, LogQuery query) => SqliteReader.Read(path, query);

    /// <inheritdoc/>
    public IEnumerable<LogReading> ReadPostgres(string connectionString, LogQuery query) => PostgresReader.Read(connectionString, query);

    /// <inheritdoc/>
    public ITableWriter WriteParquet(string path, IReadOnlyList<TableColumn> columns) => new ParquetTable(path, columns);
}
