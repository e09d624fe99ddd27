using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MacNet.Data.Logging;
using Npgsql;
using NpgsqlTypes;

namespace MacNet.Data.Stores;

/// <summary>A log in PostgreSQL, in the schema macnet. Partitions by day are made ahead; with TimescaleDB it is a hypertable.</summary>
internal sealed class PostgresStore : IDisposable
{
    private const long Lock = 0x4D61634E;
    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Integer, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Double, NpgsqlDbType.Double,
        NpgsqlDbType.Double, NpgsqlDbType.Double, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Double, NpgsqlDbType.Double,
        NpgsqlDbType.Double, NpgsqlDbType.Bigint,
    ];

    private readonly string connectionString;
    private readonly Entries entries;
    private readonly HashSet<DateTime> days = [];
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;

    // The schema of the extension, which need not be on the path; null where it is not there.
    private string? timescale;

    internal PostgresStore(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, SearchPath = "macnet" };
            if (!builder.ContainsKey("Timeout"))
                builder.Timeout = 5;
            this.connectionString = builder.ToString();
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{builder.Host}:{builder.Port}/{builder.Database}"));
            Name = $"{builder.Database}-{Convert.ToHexString(hash, 0, 4)}";
        }
        catch (ArgumentException problem)
        {
            throw new LogException(LogProblem.CannotOpen, $"This is no connection string: {problem.Message}", problem);
        }

        entries = new Entries(FindTester, FindChannel, FindTest, NoteEnd);
    }

    /// <summary>What to call a file of this database.</summary>
    internal string Name { get; }

    internal static bool IsAbsence(Exception problem) =>
        problem is NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException;

    /// <summary>Whether nothing answered, or a server that is only just starting: what waits may be written later.</summary>
    private static bool IsAway(Exception problem) => problem switch
    {
        PostgresException refusal => refusal.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections,
        { InnerException: System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.HostNotFound } } => false,
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.HostNotFound } => false,
        _ => IsAbsence(problem),
    };

    /// <summary>Connects for the first time.</summary>
    /// <returns>What stands in the way for now; null for nothing.</returns>
    /// <exception cref="LogException">The database cannot be used, and waiting will not mend it.</exception>
    internal string? Connect()
    {
        try
        {
            Open();
            return null;
        }
        catch (Exception problem) when (IsAway(problem))
        {
            return problem.Message;
        }
        catch (Exception problem) when (IsAbsence(problem))
        {
            throw new LogException(LogProblem.CannotOpen, $"The database cannot be used: {problem.Message}", problem);
        }
    }

    internal void Write(IReadOnlyList<LogBatch> batches)
    {
        try
        {
            Open();
            foreach (var day in batches.SelectMany(batch => batch.Readings).Select(At).Append(DateTime.UtcNow.AddDays(1))
                .Select(time => time.Date).Distinct())
                MakeDay(day);
            using (transaction = connection!.BeginTransaction())
            {
                Copy([.. batches.SelectMany(batch => batch.Readings).Select(Prepared)]);
                foreach (var batch in batches)
                    Write(batch);
                transaction.Commit();
            }
        }
        catch
        {
            entries.Forget();
            connection?.Dispose();
            connection = null;
            throw;
        }
    }

    public void Dispose() => connection?.Dispose();

    private void Write(LogBatch batch)
    {
        foreach (var reading in batch.Readings)
        {
            foreach (var item in reading.Auxiliaries)
            {
                Run(
                    "INSERT INTO auxiliary VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                    (int)entries.Channel(reading.Session, reading.Channel), At(reading), item.Number, item.Value, item.Unit);
            }
        }

        foreach (var item in batch.Events)
        {
            Run(
                "INSERT INTO event (time, tester_id, channel, kind, text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                item.Time.UtcDateTime, (int)entries.Tester(batch.Session), item.Channel ?? 0, item.Kind.ToString(), item.Text);
        }
    }

    private (DateTime Time, int Channel, object?[] Values) Prepared(LogReading reading) =>
        (At(reading), (int)entries.Channel(reading.Session, reading.Channel), Row.Values(reading, entries.Test(reading)));

    private void Copy((DateTime Time, int Channel, object?[] Values)[] rows)
    {
        using (var import = connection!.BeginBinaryImport(
            $"COPY stage (time, channel_id, {Schema.ReadingColumns}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (time, channel, values) in rows)
            {
                import.StartRow();
                import.Write(time, NpgsqlDbType.TimestampTz);
                import.Write(channel, NpgsqlDbType.Integer);
                for (var i = 0; i < values.Length; i++)
                    Write(import, values[i], Types[i]);
            }

            import.Complete();
        }

        Run(
            $"INSERT INTO reading (time, channel_id, {Schema.ReadingColumns}) SELECT time, channel_id, {Schema.ReadingColumns} FROM stage ON CONFLICT DO NOTHING");
        Run("TRUNCATE stage");
    }

    private static void Write(NpgsqlBinaryImporter import, object? value, NpgsqlDbType type)
    {
        switch (type)
        {
            case var _ when value is null:
                import.WriteNull();
                break;
            case NpgsqlDbType.Smallint:
                import.Write(Convert.ToInt16(value, CultureInfo.InvariantCulture), type);
                break;
            case NpgsqlDbType.Integer:
                import.Write(Convert.ToInt32(value, CultureInfo.InvariantCulture), type);
                break;
            case NpgsqlDbType.Bigint:
                import.Write(Convert.ToInt64(value, CultureInfo.InvariantCulture), type);
                break;
            default:
                import.Write((double)value, type);
                break;
        }
    }

    private void Open()
    {
        if (connection is not null)
            return;
        connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            Make();
            Run("CREATE TEMPORARY TABLE stage (LIKE reading)");
            days.Clear();
        }
        catch
        {
            connection.Dispose();
            connection = null;
            throw;
        }
    }

    // Several logs may find the database empty at the same time.
    private void Make()
    {
        Run($"SELECT pg_advisory_lock({Lock.ToString(CultureInfo.InvariantCulture)})");
        try
        {
            timescale = (string?)Scalar(
                "SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'timescaledb'");
            Run("CREATE SCHEMA IF NOT EXISTS macnet; CREATE TABLE IF NOT EXISTS macnet.schema_version (version int NOT NULL)");
            var version = (int?)Scalar("SELECT max(version) FROM macnet.schema_version");
            if (version > Schema.Version)
            {
                throw new LogException(
                    LogProblem.Newer,
                    FormattableString.Invariant(
                        $"The database has schema {version}; this version knows up to {Schema.Version}. Nothing was written."));
            }

            if (version is null)
                MakeTables();
            else if (version < Schema.Version)
                Migrate(version.Value);
        }
        finally
        {
            Run($"SELECT pg_advisory_unlock({Lock.ToString(CultureInfo.InvariantCulture)})");
        }
    }

    private void MakeTables()
    {
        using (transaction = connection!.BeginTransaction())
        {
            Run(Schema.Postgres(timescale is null ? "PARTITION BY RANGE (time)" : ""));
            if (timescale is not null)
                Run($"SELECT {timescale}.create_hypertable('macnet.reading', 'time', chunk_time_interval => INTERVAL '1 day')");
            Run(Views);
            Run("INSERT INTO schema_version VALUES (" + Schema.Version.ToString(CultureInfo.InvariantCulture) + ")");
            transaction.Commit();
        }
    }

    private void Migrate(int version)
    {
        using (transaction = connection!.BeginTransaction())
        {
            foreach (var step in Schema.Migrations(version, Views))
                Run(step);
            Run("INSERT INTO schema_version VALUES (" + Schema.Version.ToString(CultureInfo.InvariantCulture) + ")");
            transaction.Commit();
        }
    }

    private static string Views => Schema.Views(
        "floor(extract(epoch FROM r.time) * 1000)::bigint * 100000 + r.channel_id", "extract(epoch FROM r.time)", "r.time", "'{}'::jsonb");

    private void MakeDay(DateTime day)
    {
        if (timescale is not null || !days.Add(day))
            return;
        var (first, next) = (
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Run($"SELECT pg_advisory_lock({Lock.ToString(CultureInfo.InvariantCulture)})");
        Run(
            $"CREATE TABLE IF NOT EXISTS reading_{first.Replace("-", "", StringComparison.Ordinal)} PARTITION OF reading FOR VALUES FROM ('{first} 00:00+00') TO ('{next} 00:00+00')");
        Run($"SELECT pg_advisory_unlock({Lock.ToString(CultureInfo.InvariantCulture)})");
    }

    // Microseconds are what the database has: the same reading must be the same when it is sent again.
    private static DateTime At(LogReading reading) => Time.FromMicroseconds(reading.ReadAt!.Value.ToMicroseconds()).UtcDateTime;

    private long FindTester(string name)
    {
        Run("INSERT INTO tester (name) VALUES ($1) ON CONFLICT DO NOTHING", name);
        return (int)Scalar("SELECT id FROM tester WHERE name = $1", name)!;
    }

    private long FindChannel(long tester, int number)
    {
        Run("INSERT INTO channel (tester_id, number) VALUES ($1, $2) ON CONFLICT DO NOTHING", (int)tester, number);
        return (int)Scalar("SELECT id FROM channel WHERE tester_id = $1 AND number = $2", (int)tester, number)!;
    }

    private long FindTest(long channel, LogReading reading)
    {
        Run(
            "INSERT INTO test (channel_id, name, procedure, comment, started_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            (int)channel, reading.TestName, reading.Procedure, reading.Comment, (reading.ReadAt - reading.TestTime)?.UtcDateTime);
        return (int)Scalar("SELECT id FROM test WHERE channel_id = $1 AND name = $2", (int)channel, reading.TestName)!;
    }

    private void NoteEnd(long test, LogReading reading)
    {
        if (reading.HasEnded())
            Run(
                "UPDATE test SET ended_at = coalesce(ended_at, $2), end_reason = $3 WHERE id = $1",
                (int)test,
                At(reading),
                (short?)reading.Reason);
        else
            Run("UPDATE test SET ended_at = NULL, end_reason = NULL WHERE id = $1 AND ended_at IS NOT NULL", (int)test);
    }

    private void Run(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } found and not DBNull ? found : null;
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
