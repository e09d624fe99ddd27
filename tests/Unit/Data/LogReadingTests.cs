using MacNet.Data;
using MacNet.Data.Logging;
using MacNet.Protocol.Messages;
using Xunit;
using static MacNet.Tests.Unit.Data.Readings;

namespace MacNet.Tests.Unit.Data;

/// <summary>Logs in text files, read back.</summary>
public sealed class LogReadingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("macnet-read-").FullName;

    private string CsvPath => Path.Combine(folder, "log.csv");

    private string BdfPath => Path.Combine(folder, "UCam.bdf.csv");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_row_of_a_table_is_what_it_was_but_for_the_comment()
    {
        var written = Of(1.5, 7, "Cell \"A\", the first\nof two") with
        {
            Cycle = 3,
            Step = 2,
            StepTime = TimeSpan.FromSeconds(0.25),
            Capacity = 0.1,
            Energy = 1e-20,
            Record = 12,
            Reason = RecordReason.VoltageIncrement,
            Auxiliaries = [new(1, 23.5, "C"), new(2, double.NaN, "")],
        };
        Write(written, Of(2, 8) with { Voltage = null, State = null, Activity = null, Procedure = null, TestTime = null });

        var read = Read(CsvPath);
        Assert.Equal(written with { Comment = null, Auxiliaries = [] }, read[0] with { Auxiliaries = [] });
        Assert.Equal(written.Auxiliaries, read[0].Auxiliaries);
        Assert.Equal((null, null, null, null), (read[1].Voltage, read[1].State, read[1].Procedure, read[1].TestTime));
    }

    [Fact]
    public void A_table_is_asked_for_sessions_channels_tests_and_times()
    {
        Write(Of(0), Of(1, 2), Of(2, 2, "Cell B"), Of(3, 2, null), Of(4, 2) with { Session = "other" });

        Assert.Equal(3, Read(CsvPath, new() { Channels = [2], Session = name => name == "lab" }).Count);
        Assert.Equal("Cell B", Assert.Single(Read(CsvPath, new() { TestName = name => name == "Cell B" })).TestName);
        Assert.Equal(
            [1, 2],
            Read(CsvPath, new() { After = Start.AddSeconds(1), Before = Start.AddSeconds(3) })
                .Select(item => item.TestTime!.Value.TotalSeconds));
    }

    [Fact]
    public void A_table_is_read_while_it_is_written_and_a_row_that_is_not_ended_is_none_yet()
    {
        using var store = new CsvStore(CsvPath);
        store.Write([Batch(Of(0), Of(0, 2))]);
        Assert.Equal(2, Read(CsvPath).Count);
        store.Write([Batch(Of(1))]);
        Assert.Equal(3, Read(CsvPath).Count);
        store.Dispose();
        File.AppendAllText(CsvPath, "2026-11-26T10:00:09.0000000Z,lab,1,Cel");
        Assert.Equal(3, Read(CsvPath).Count);
    }

    [Fact]
    public void Tables_of_days_are_read_as_one()
    {
        using (var store = new RollingStore(CsvPath, path => new CsvStore(path), isDaily: true, mostBytes: null))
        {
            store.Write([Batch(Of(0))]);
            store.Write([Batch(Of(86400))]);
        }

        Assert.Equal(2, LogFiles.Of(CsvPath, new()).SelectMany(file => LogFiles.Read(file, new())).Count());
        Assert.Single(LogFiles.Of(CsvPath, new() { After = Start.AddDays(1) }));
    }

    [Fact]
    public void A_table_that_is_no_log_or_has_a_row_of_none_is_told_with_its_row()
    {
        File.WriteAllText(CsvPath, "Time,Value\n1,2\n");
        Assert.Equal(LogProblem.NotALog, Assert.Throws<LogException>(() => Read(CsvPath)).Kind);
        File.WriteAllText(CsvPath, "");
        Assert.Equal(LogProblem.NotALog, Assert.Throws<LogException>(() => Read(CsvPath)).Kind);
        File.Delete(CsvPath);
        Assert.Equal(LogProblem.CannotOpen, Assert.Throws<LogException>(() => Read(CsvPath)).Kind);
        Write(Of(0));
        File.AppendAllText(CsvPath, "2026-11-26T10:00:01.0000000Z,lab,1\n");
        Assert.Contains("Row 3", Assert.Throws<LogException>(() => Read(CsvPath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_read_row_by_row_and_keeps_none_of_them()
    {
        Write([.. Enumerable.Range(0, 5_000).Select(number => Of(number, 1 + (number % 8)))]);
        using var rows = LogFiles.Read(CsvPath, new()).GetEnumerator();
        var early = Follow(rows, 2_000);
        Follow(rows, 2_000);
        GC.Collect();
        Assert.DoesNotContain(early, row => row.IsAlive);
        Assert.True(rows.MoveNext());
    }

    [Fact]
    public void Files_in_the_Battery_Data_Format_are_read_as_one_log_with_what_their_metadata_say()
    {
        using (var store = new BdfStore(BdfPath, hasNames: true))
        {
            store.Write([Batch(Of(0) with { Capacity = 0, Energy = 0 }, Of(0, 2, "Cell B"))]);
            var later = Of(10) with
            {
                Capacity = 0.1,
                Energy = 0.4,
                Cycle = 2,
                Step = 3,
                StepTime = TimeSpan.FromSeconds(4),
                Auxiliaries = [new(1, 25.5, "C")],
            };
            store.Write([Batch(later, Of(10, 2, "Cell B") with { Activity = ChannelActivity.Discharge, SignedCurrent = -1 })]);
        }

        var read = Read(BdfPath);
        Assert.Equal([("Cell A", 1), ("Cell A", 1), ("Cell B", 2), ("Cell B", 2)], read.Select(item => (item.TestName, item.Channel)));
        var expected = Of(10) with { State = null, Capacity = 0.1, Energy = 0.4, Cycle = 2, Step = 3, StepTime = TimeSpan.FromSeconds(4) };
        Assert.Equal(expected with { Auxiliaries = [] }, read[1] with { Auxiliaries = [] });
        Assert.Equal(new AuxiliaryValue(1, 25.5, "C", "T1"), Assert.Single(read[1].Auxiliaries));
        Assert.Equal((-1, ChannelActivity.Discharge), (read[3].SignedCurrent, read[3].Activity));
        Assert.Equal(2, Read(BdfPath, new() { Channels = [2], After = Start }).Count);
        Assert.Equal(2, LogFiles.Read(Directory.GetFiles(folder, "*.csv")[0], new()).Count());
    }

    [Fact]
    public void A_file_of_somebody_else_in_the_Battery_Data_Format_is_read_by_its_header()
    {
        var path = Path.Combine(folder, "Lab__Cell-9__20260102_001.bdf.csv");
        File.WriteAllText(path, "Voltage / V,Current / A,Test Time / s,Other / 1\n3.5,-0.25,1e1,7\n");

        var read = Assert.Single(Read(path));
        Assert.Equal(("Lab", "Cell-9", 0), (read.Session, read.TestName, read.Channel));
        Assert.Equal((3.5, -0.25, 10.0), (read.Voltage, read.SignedCurrent, read.TestTime!.Value.TotalSeconds));
        File.AppendAllText(path, "3.5,none,2,7\n");
        Assert.Contains("Row 3", Assert.Throws<LogException>(() => Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "Voltage / V,Current / mA\n");
        Assert.Equal(LogProblem.NotALog, Assert.Throws<LogException>(() => Read(path)).Kind);
    }

    // In a method of its own, which holds the last row no longer than it runs.
    private static WeakReference[] Follow(IEnumerator<LogReading> rows, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => rows.MoveNext() ? new WeakReference(rows.Current) : throw new EndOfStreamException())];

    private void Write(params LogReading[] readings)
    {
        using var store = new CsvStore(CsvPath);
        store.Write([Batch(readings)]);
    }

    private static List<LogReading> Read(string path, LogQuery? query = null) =>
        [.. LogFiles.Of(path, query ?? new()).SelectMany(file => LogFiles.Read(file, query ?? new()))];
}
