using MacNet.Data.Logging;
using Microsoft.Data.Sqlite;

namespace MacNet.Data.Stores;

/// <summary>A log in a SQLite file. Rows are only ever added at its end; a transaction is on the disk when it is counted.</summary>
internal sealed class SqliteStore : ILogStore
{
    private readonly string path;
    private readonly FileStream claim;
    private readonly SqliteConnection connection;
    private readonly SqliteCommand addReading;
    private readonly SqliteCommand addAuxiliary;
    private readonly Entries entries;

    internal SqliteStore(string path)
    {
        this.path = path;
        claim = LogFile.Claim(path);
        try
        {
            connection = SqliteFile.Open(path, SqliteOpenMode.ReadWriteCreate);
            Prepare(path);
        }
        catch
        {
            connection?.Dispose();
            claim.Dispose();
            throw;
        }

        addReading = Prepare($"INSERT INTO reading (time, channel_id, {Schema.ReadingColumns}) VALUES ($0, $1, {Places(2, 14)})", 16);
        addAuxiliary = Prepare($"INSERT OR IGNORE INTO auxiliary (channel_id, time, input, value, unit) VALUES ({Places(0, 5)})", 5);
        entries = new Entries(FindTester, FindChannel, FindTest, NoteEnd);
    }

    public string? Problem => null;

    public long Spooled => 0;

    public long Write(IReadOnlyList<LogBatch> batches)
    {
        LogFile.CheckThere(path);
        using var transaction = connection.BeginTransaction();
        addReading.Transaction = addAuxiliary.Transaction = transaction;
        try
        {
            foreach (var batch in batches)
                Write(batch);
            transaction.Commit();
            return batches.Sum(batch => (long)batch.Readings.Count);
        }
        catch (SqliteException problem)
        {
            entries.Forget();
            throw new IOException($"The file cannot be written: {problem.Message}", problem);
        }
    }

    public void Dispose()
    {
        addReading.Dispose();
        addAuxiliary.Dispose();
        connection.Dispose();
        claim.Dispose();
    }

    private void Write(LogBatch batch)
    {
        var tester = entries.Tester(batch.Session);
        if (batch.Readings.Count > 0)
            Run(
                "INSERT INTO sweep (time, tester_id, first_reading) SELECT $0, $1, coalesce(max(id), 0) + 1 FROM reading",
                batch.Time.ToMicroseconds(),
                tester);
        foreach (var reading in batch.Readings)
            Write(reading, batch.Time);
        foreach (var item in batch.Events)
        {
            Run(
                "INSERT INTO event (time, tester_id, channel, kind, text) VALUES ($0, $1, $2, $3, $4)",
                item.Time.ToMicroseconds(), tester, item.Channel ?? 0, item.Kind.ToString(), item.Text);
        }
    }

    private void Write(LogReading reading, DateTimeOffset time)
    {
        var (channel, at) = (entries.Channel(reading.Session, reading.Channel), (reading.ReadAt ?? time).ToMicroseconds());
        Run(addReading, [at, channel, .. Row.Values(reading, entries.Test(reading))]);
        foreach (var item in reading.Auxiliaries)
            Run(addAuxiliary, [channel, at, item.Number, item.Value, item.Unit]);
    }

    private void Prepare(string path)
    {
        try
        {
            connection.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            if (connection.Number("PRAGMA application_id") == 0)
                Make();
            else if (connection.Number("PRAGMA user_version") is var version && version < Schema.Version)
                Migrate(version);
        }
        catch (SqliteException problem)
        {
            throw new LogException(LogProblem.CannotOpen, $"'{path}' cannot be written: {problem.Message}", problem);
        }
    }

    private void Make()
    {
        using var transaction = connection.BeginTransaction();
        connection.Run(Schema.Sqlite + Views);
        connection.Run(FormattableString.Invariant(
            $"PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {Schema.Version};"));
        transaction.Commit();
    }

    private void Migrate(long version)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var step in Schema.Migrations(version, Views))
            connection.Run(step);
        connection.Run(FormattableString.Invariant($"PRAGMA user_version = {Schema.Version};"));
        transaction.Commit();
    }

    private static string Views => Schema.Views("r.id", "r.time / 1e6", "datetime(r.time / 1000000, 'unixepoch')", "'{}'");

    private long FindTester(string name)
    {
        Run("INSERT OR IGNORE INTO tester (name) VALUES ($0)", name);
        return Number("SELECT id FROM tester WHERE name = $0", name);
    }

    private long FindChannel(long tester, int number)
    {
        Run("INSERT OR IGNORE INTO channel (tester_id, number) VALUES ($0, $1)", tester, number);
        return Number("SELECT id FROM channel WHERE tester_id = $0 AND number = $1", tester, number);
    }

    private long FindTest(long channel, LogReading reading)
    {
        Run(
            "INSERT OR IGNORE INTO test (channel_id, name, procedure, comment, started_at) VALUES ($0, $1, $2, $3, $4)",
            channel, reading.TestName, reading.Procedure, reading.Comment, (reading.ReadAt - reading.TestTime)?.ToMicroseconds());
        return Number("SELECT id FROM test WHERE channel_id = $0 AND name = $1", channel, reading.TestName);
    }

    private void NoteEnd(long test, LogReading reading) => Run(
        "UPDATE test SET ended_at = CASE WHEN $1 THEN coalesce(ended_at, $2) END, end_reason = CASE WHEN $1 THEN $3 END WHERE id = $0",
        test, reading.HasEnded() ? 1 : 0, reading.ReadAt?.ToMicroseconds(), (int?)reading.Reason);

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${i}") });
        return command;
    }

    private static string Places(int first, int count) =>
        string.Join(", ", Enumerable.Range(first, count).Select(i => FormattableString.Invariant($"${i}")));

    private void Run(string sql, params object?[] values)
    {
        using var command = Prepare(sql, values.Length);
        Run(command, values);
    }

    private static void Run(SqliteCommand command, object?[] values)
    {
        Fill(command, values);
        command.ExecuteNonQuery();
    }

    private long Number(string sql, params object?[] values)
    {
        using var command = Prepare(sql, values.Length);
        Fill(command, values);
        return (long)command.ExecuteScalar()!;
    }

    private static void Fill(SqliteCommand command, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
