using MacNet.Data.Logging;
using MacNet.Data.Stores;
using MacNet.Protocol.Messages;
using Microsoft.Data.Sqlite;
using Xunit;
using static MacNet.Tests.Unit.Data.Readings;

namespace MacNet.Tests.Unit.Data;

/// <summary>Logs in SQLite files.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly AllStores stores = new();
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).FullName;

    private string LogPath => Path.Combine(folder, "lab.sqlite");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_of_an_older_version_is_made_one_of_this_and_keeps_what_it_has(int version)
    {
        Write(Of(0));
        Run($"DROP VIEW bdf; PRAGMA user_version = {version}");
        Assert.Single(stores.ReadSqlite(LogPath, new LogQuery()));
        Write(Of(1));
        Assert.Equal(2, stores.ReadSqlite(LogPath, new LogQuery()).Count());
        Assert.Equal("Charge", Value("""SELECT "Step Type" FROM bdf"""));
        Assert.Equal(3L, Value("PRAGMA user_version"));
    }

    [Fact]
    public void A_file_of_a_later_version_is_left_alone()
    {
        Write(Of(0));
        Run("PRAGMA user_version = 99");
        Assert.Equal(LogProblem.Newer, Assert.Throws<LogException>(() => stores.OpenSqlite(LogPath)).Kind);
        Assert.Equal(99L, Value("PRAGMA user_version"));
    }

    [Fact]
    public void A_test_has_its_comment_and_why_it_ended()
    {
        Write(Of(0), Of(9) with { State = ChannelState.Completed, Reason = RecordReason.VoltageIncrement });
        Assert.Equal("first batch", Value("SELECT comment FROM test"));
        Assert.Equal((long)RecordReason.VoltageIncrement, Value("SELECT end_reason FROM test"));
        Assert.Equal("first batch", stores.ReadSqlite(LogPath, new LogQuery()).First().Comment);
    }

    [Fact]
    public void What_is_read_when_the_clock_was_set_back_or_put_to_winter_time_is_kept_as_it_was()
    {
        var summer = new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2));
        DateTimeOffset[] times = [summer, summer.AddHours(1).ToOffset(TimeSpan.FromHours(1)), summer.AddMinutes(-10)];
        Write([.. times.Select(time => Of(0) with { ReadAt = time })]);
        Assert.Equal(times, stores.ReadSqlite(LogPath, new LogQuery()).Select(reading => reading.ReadAt!.Value));
        Assert.Equal(
            [times[1]], stores.ReadSqlite(LogPath, new LogQuery { After = summer.AddMinutes(1) }).Select(reading => reading.ReadAt!.Value));
    }

    [Fact]
    public void Reading_back_takes_no_more_memory_the_more_there_is()
    {
        using (var store = stores.OpenSqlite(LogPath))
        {
            for (var batch = 0; batch < 100; batch++)
                store.Write([Batch([.. Enumerable.Range(1, 500).Select(channel => Of(batch, channel))])]);
        }

        var read = new List<WeakReference>();
        var mostKept = 0;
        foreach (var reading in stores.ReadSqlite(LogPath, new LogQuery()))
        {
            read.Add(new WeakReference(reading));
            if (read.Count % 10_000 != 0)
                continue;
            GC.Collect();
            mostKept = Math.Max(mostKept, read.Count(one => one.IsAlive));
        }

        Assert.Equal(50_000, read.Count);
        Assert.InRange(mostKept, 0, 1_000);
    }

    [Fact]
    public void Files_are_begun_by_day_and_by_size_and_read_as_one()
    {
        using (var store = new RollingStore(LogPath, stores.OpenSqlite, isDaily: true, mostBytes: 60_000))
        {
            for (var hour = 0; hour < 48; hour++)
                store.Write([Batch([.. Enumerable.Range(1, 50).Select(channel => Of(hour * 3600, channel))])]);
        }

        var files = LogFiles.Of(LogPath, new LogQuery());
        Assert.Equal(3, files.Select(file => Path.GetFileName(file)[..14]).Distinct().Count());
        Assert.Contains("lab-2026-11-26.2.sqlite", files.Select(Path.GetFileName));
        var hours = files.SelectMany(file => stores.ReadSqlite(file, new LogQuery()))
            .Select(reading => reading.TestTime!.Value.TotalHours).ToArray();
        Assert.Equal(48 * 50, hours.Length);
        Assert.Equal(hours.Order(), hours);
        Assert.All(
            LogFiles.Of(LogPath, new LogQuery { Before = Start }), file => Assert.Contains("2026-11-26", file, StringComparison.Ordinal));
    }

    [Fact]
    public void A_log_that_is_begun_again_goes_on_in_its_last_file()
    {
        foreach (var second in Enumerable.Range(0, 6))
        {
            using var store = new RollingStore(LogPath, stores.OpenSqlite, isDaily: false, mostBytes: 140_000);
            store.Write([Batch([.. Enumerable.Range(1, 400).Select(channel => Of(second, channel))])]);
        }

        var files = LogFiles.Of(LogPath, new LogQuery());
        Assert.InRange(files.Count, 2, 5);
        Assert.Equal(2400, files.Sum(file => stores.ReadSqlite(file, new LogQuery()).Count()));
    }

    [Fact]
    public void A_database_that_is_away_at_the_start_is_waited_for_on_disk()
    {
        const string Nobody = "Host=127.0.0.1;Port=1;Database=none;Username=nobody;Timeout=1";
        using (var store = stores.OpenPostgres(Nobody, folder))
        {
            Assert.NotNull(store.Problem);
            Assert.Equal(0, store.Write([Batch(Of(0), Of(0, 2))]));
            Assert.Equal(2, store.Spooled);
        }

        using var again = stores.OpenPostgres(Nobody, folder);
        Assert.Equal(2, again.Spooled);
    }

    private void Write(params MacNet.Data.LogReading[] readings)
    {
        using var store = stores.OpenSqlite(LogPath);
        foreach (var reading in readings)
            store.Write([Batch(reading)]);
    }

    private void Run(string sql) => _ = Value(sql);

    private object? Value(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LogPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
