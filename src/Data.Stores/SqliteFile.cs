using MacNet.Data.Logging;
using Microsoft.Data.Sqlite;

namespace MacNet.Data.Stores;

/// <summary>Opens a SQLite file and looks whether it is a log that this program understands.</summary>
internal static class SqliteFile
{
    static SqliteFile() => SQLitePCL.Batteries_V2.Init();

    /// <exception cref="LogException">It is none.</exception>
    internal static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Check(connection, path, mode);
            return connection;
        }
        catch (SqliteException problem)
        {
            connection.Dispose();
            throw problem.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB
                ? NotALog(path)
                : new LogException(LogProblem.CannotOpen, $"'{path}' cannot be opened: {problem.Message}", problem);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static long Number(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Check(SqliteConnection connection, string path, SqliteOpenMode mode)
    {
        var isEmpty = connection.Number("SELECT count(*) FROM sqlite_master") == 0;
        if (isEmpty && mode == SqliteOpenMode.ReadWriteCreate)
            return;
        if (connection.Number("PRAGMA application_id") != Schema.ApplicationId)
            throw NotALog(path);
        if (connection.Number("PRAGMA user_version") is var version && version > Schema.Version)
        {
            throw new LogException(
                LogProblem.Newer,
                FormattableString.Invariant(
                    $"'{path}' has schema {version}; this version knows up to {Schema.Version}. Nothing was written."));
        }
    }

    private static LogException NotALog(string path) => new(LogProblem.NotALog, $"'{path}' exists and is no log. Nothing was written.");
}
