using System.Diagnostics;
using MacNet.Data;
using MacNet.Data.Import;
using MacNet.Data.Logging;
using MacNet.Data.Stores;
using MacNet.Protocol.Messages;

namespace MacNet.Benchmarks;

/// <summary>What it takes to import 100 MB of a tester's text, and to read a million rows of a log back.</summary>
internal static class ReadFigures
{
    private const int Rows = 1_000_000;
    private const int Bytes = 100_000_000;

    internal static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("macnet-read-").FullName;
        try
        {
            var export = Path.Combine(folder, "export.001");
            WriteExport(export);
            Measure(
                "import of 100 MB", () => MaccorTextFile.Open(export, new ImportOptions { TimeZone = TimeZoneInfo.Utc }).Read(_ => { }));
            var csv = Path.Combine(folder, "log.csv");
            WriteLog(new CsvStore(csv));
            Measure("a million rows of a .csv file", () => LogFiles.Read(csv, new LogQuery()));
            var sqlite = Path.Combine(folder, "log.sqlite");
            WriteLog(new AllStores().OpenSqlite(sqlite));
            Measure("a million rows of a .sqlite file", () => new AllStores().ReadSqlite(sqlite, new LogQuery()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string what, Func<IEnumerable<LogReading>> read)
    {
        var (rows, first) = (0, 0L);
        var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        foreach (var _ in read())
        {
            if (++rows == 10_000)
                first = GC.GetTotalMemory(forceFullCollection: true);
        }

        var (time, used) = (clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - cpu);
        var last = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(FormattableString.Invariant(
            $"{what}: {rows} rows, {time.TotalSeconds:0.0} s, {used.TotalSeconds:0.0} s of CPU, memory {first / 1e6:0.0} MB at first, {last / 1e6:0.0} MB at last"));
    }

    private static void WriteExport(string path)
    {
        using var file = new StreamWriter(path);
        file.Write("Today's Date 07/17/2019  Date of Test:\t07/11/2019\tFilename:\tC:\\Data\\Cell 7.001\r\n");
        file.Write("Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time\tACImp/Ohms\tDCIR/Ohms");
        file.Write(string.Concat(Enumerable.Range(1, 15).Select(number => FormattableString.Invariant($"\tVAR{number}"))) + "\r\n");
        var start = new DateTime(2019, 7, 11, 14, 2, 33);
        var variables = string.Concat(Enumerable.Repeat("\t0.00000", 15));
        for (var row = 0; file.BaseStream.Position < Bytes; row++)
            file.Write(FormattableString.Invariant(
                $"{row + 1}\t{row / 5000}\t2\t{row * 5.0:0.0000}\t{row % 700 * 5.0:0.0000}\t{row % 700 * 1e-3:0.0000000000}\t{row % 700 * 4e-3:0.0000000000}\t9.4000915541\t3.23598077\tD\t5\t{start.AddSeconds(row * 5.0):MM/dd/yyyy HH:mm:ss}\t0.00000\t0.01900{variables}\r\n"));
    }

    private static void WriteLog(ILogStore store)
    {
        using (store)
        {
            foreach (var some in Enumerable.Range(0, Rows).Chunk(1280))
                store.Write([new LogBatch("lab", DateTimeOffset.UtcNow, [.. some.Select(Reading)], [])]);
        }
    }

    private static LogReading Reading(int row) => new()
    {
        Session = "lab",
        Channel = 1 + (row % 128),
        TestName = FormattableString.Invariant($"Cell {row % 128}"),
        State = ChannelState.Active,
        Activity = ChannelActivity.Charge,
        Voltage = 3.5 + (row * 1e-7),
        Current = 1,
        SignedCurrent = 1,
        TestTime = TimeSpan.FromSeconds(row / 128),
        ReadAt = new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero).AddSeconds(row / 128),
    };
}
