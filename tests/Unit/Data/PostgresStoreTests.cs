using System.Globalization;
using System.Text.Json;
using MacNet.Data.Logging;
using MacNet.Data.Stores;
using MacNet.Tests.Unit.Module;
using Npgsql;
using Xunit;
using static MacNet.Tests.Unit.Data.Readings;

namespace MacNet.Tests.Unit.Data;

/// <summary>Logs in a real PostgreSQL, a database of its own for each test.</summary>
public sealed class PostgresStoreTests : IDisposable
{
    private readonly AllStores stores = new();
    private readonly string name = $"macnet_{Guid.NewGuid():N}";
    private readonly string folder;
    private readonly string server;
    private readonly string database;

    public PostgresStoreTests()
    {
        server = Environment.GetEnvironmentVariable("MACNET_TEST_POSTGRES") ?? "";
        Assert.SkipUnless(server.Length > 0, "MACNET_TEST_POSTGRES names no PostgreSQL.");
        database = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ToString();
        Run(server, $"CREATE DATABASE {name}");
        // Here, as nobody disposes of what was skipped.
        folder = Directory.CreateTempSubdirectory("macnet-postgres-").FullName;
    }

    public void Dispose()
    {
        Run(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_comes_twice_is_kept_once_and_a_day_has_a_partition_before_it_begins()
    {
        Write([Batch(Of(0), Of(0, 2))], [Batch(Of(0), Of(0, 2))], [Batch(Of(86400))]);

        Assert.Equal(3, stores.ReadPostgres(database, new LogQuery()).Count());
        var tomorrow = DateTime.UtcNow.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        string[] expected = ["reading_20261126", "reading_20261127", $"reading_{tomorrow}"];
        Assert.Subset(Column("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'").ToHashSet(), expected.ToHashSet());
    }

    [Fact]
    public void What_waited_on_disk_when_a_log_ended_is_delivered_by_the_next_and_kept_once()
    {
        Write([Batch(Of(0))]);
        using (var away = stores.OpenPostgres(database, folder))
        {
            Run(server, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
            Run(server, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
            Assert.Equal(0, away.Write([Batch(Of(1), Of(1, 2))]));
            Assert.Equal((2, true), (away.Spooled, away.Problem is not null));
        }

        Run(server, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        Write([Batch(Of(0))], [Batch(Of(2))]);
        Assert.Equal([0, 1, 1, 2], stores.ReadPostgres(database, new LogQuery()).Select(reading => reading.TestTime!.Value.TotalSeconds));
    }

    [Fact]
    public void A_database_of_a_later_version_is_left_alone()
    {
        Write([Batch(Of(0))]);
        Run(database, "UPDATE macnet.schema_version SET version = 99");

        var problem = Assert.Throws<LogException>(() => stores.OpenPostgres(database, folder));
        Assert.Equal(LogProblem.Newer, problem.Kind);
        Assert.Equal(["1"], Column("SELECT count(*)::text FROM macnet.reading"));
    }

    [Fact]
    public void The_views_have_what_users_of_both_forms_know()
    {
        Write([Batch(Of(0), Of(0, 2) with { Capacity = 0.5, Cycle = 2, Step = 3 })]);

        Assert.Equal(
            ["1 3.7 Charge", "2 3.7 Charge"],
            Column("""SELECT concat_ws(' ', channel, "Voltage / V", "Step Type") FROM macnet.bdf ORDER BY channel"""));
        const string Battdb = """
            SELECT concat_ws(' ', cycler_id, channel, status, cycle, step, test_time_s, voltage_mv, current_ma, charge_capacity_mah,
                other_details)
            FROM macnet.cycler_rt_channel_statuses WHERE insert_time >= '2026-11-26' ORDER BY channel_status_id
            """;
        Assert.Equal(["1 1 charge 0 3700 1000 {}", "1 2 charge 2 3 0 3700 1000 500 {}"], Column(Battdb));
    }

    [Fact]
    public void Each_query_of_the_dashboard_finds_what_was_logged()
    {
        var now = DateTimeOffset.UtcNow;
        var started = new LogEvent(now, LogEventKind.Started, null, "Every 1 s.");
        Write([Batch(Of(0) with { ReadAt = now }, Of(0, 2) with { ReadAt = now }) with { Events = [started] }]);

        var queries = Queries();
        Assert.Equal(5, queries.Length);
        Assert.All(queries, query => Assert.NotEmpty(Column(query)));
    }

    [Fact]
    public void With_TimescaleDB_readings_are_in_a_hypertable_wherever_the_extension_is()
    {
        // The extension is no package of Debian: what is called of it stands in for it.
        Run(database, """
            CREATE SCHEMA "Time scale";
            CREATE TABLE called (what text);
            CREATE FUNCTION "Time scale".create_hypertable(relation regclass, time_column_name name, chunk_time_interval interval)
                RETURNS void LANGUAGE sql AS 'INSERT INTO public.called VALUES (relation || '' '' || time_column_name || '' '' || chunk_time_interval)';
            SET allow_system_table_mods = on;
            INSERT INTO pg_extension SELECT 99999, 'timescaledb', 10, oid, false, '2' FROM pg_namespace WHERE nspname = 'Time scale';
            """);
        Write([Batch(Of(0))], [Batch(Of(0), Of(86400))]);

        Assert.Equal(["reading time 1 day"], Column("SELECT what FROM called"));
        Assert.Equal(2, stores.ReadPostgres(database, new LogQuery()).Count());
        Assert.Empty(Column("SELECT relname FROM pg_class WHERE relispartition"));
    }

    private void Write(params LogBatch[][] written)
    {
        using var store = stores.OpenPostgres(database, folder);
        foreach (var batches in written)
            store.Write(batches);
        Assert.Null(store.Problem);
        Assert.Equal(0, store.Spooled);
    }

    // Those of the panels and of the variables, with what Grafana puts in their places.
    private static string[] Queries()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(TheModule.Root, "docs", "grafana", "lab.json")));
        var variables = dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Where(item => item.GetProperty("type").GetString() == "query").Select(item => item.GetProperty("query").GetString()!);
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("rawSql").GetString()!);
        return [.. variables.Concat(panels).Select(Filled)];
    }

    private static string Filled(string query) => query
        .Replace("$__timeFilter(r.time)", "r.time BETWEEN now() - interval '6 h' AND now()", StringComparison.Ordinal)
        .Replace("$__timeFilter(e.time)", "e.time BETWEEN now() - interval '6 h' AND now()", StringComparison.Ordinal)
        .Replace("$tester", "lab", StringComparison.Ordinal)
        .Replace("$channel", "1,2", StringComparison.Ordinal);

    private List<string> Column(string query)
    {
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        using var command = new NpgsqlCommand(query, connection);
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read())
            found.Add(Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture)!);
        return found;
    }

    private static void Run(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
