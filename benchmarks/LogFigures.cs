using System.Diagnostics;
using MacNet.Data.Collecting;
using MacNet.Data.Logging;
using MacNet.Data.Stores;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using Npgsql;

namespace MacNet.Benchmarks;

/// <summary>
/// What a log of ten testers costs, and how much its stores could take. The testers are in a process of their own and take 34 ms for each
/// message, as real ones do. PostgreSQL is that of MACNET_TEST_POSTGRES; without it, SQLite is written.
/// </summary>
internal static class LogFigures
{
    private const int Testers = 10;
    private const int Channels = 128;
    private const int Running = 16;
    private static readonly TimeSpan LoopTime = TimeSpan.FromSeconds(30);
    private static readonly CollectorOptions EverySecond = new();
    private static readonly string? Postgres = Environment.GetEnvironmentVariable("MACNET_TEST_POSTGRES");

    internal static async Task RunAsync(int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("macnet-log-").FullName;
        using var testers = TesterProcess.Start(Testers + 1, Channels);
        try
        {
            var sessions = await testers.ConnectAsync();
            await Task.WhenAll(sessions.Select(StartTestsAsync));
            await MeasureAsync(sessions, Open(folder), seconds);
            foreach (var session in sessions)
                session.Dispose();
            Write("SQLite", new AllStores().OpenSqlite(Path.Combine(folder, "rows.sqlite")), 200);
            if (Postgres is null)
                Console.WriteLine("PostgreSQL: not measured; MACNET_TEST_POSTGRES names one.");
            else
                WritePostgres(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ILogStore Open(string folder) => Postgres is null
        ? new AllStores().OpenSqlite(Path.Combine(folder, "lab.sqlite"))
        : new AllStores().OpenPostgres(Postgres, folder);

    // The last tester is not logged: a loop on it runs at the same time as one on a tester that is, and the machine is the same for both.
    private static async Task MeasureAsync(MaccorSession[] sessions, ILogStore store, int seconds)
    {
        var log = new ReadingLog("log", "", sessions[..Testers], store, EverySecond);
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (first, cpu, clock) = (Memory(), Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / clock.Elapsed;
        var last = Memory();
        Say($"{Testers} testers x {Channels} channels at 1 Hz for {seconds} s into {Sink()}:");
        Say(
            $"{log.RowsWritten} rows, {log.Gaps} sweeps missed, {100 * used:0.0} % of one core, memory {first:0.0} MB at first, {last:0.0} MB at last");
        var turns = await Task.WhenAll(LoopAsync(sessions[0]), LoopAsync(sessions[Testers]));
        log.Dispose();
        Say(
            $"loop at 10 Hz on a logged tester: p99 of a turn {P99(turns[0]):0} ms (median {Median(turns[0]):0} ms), on one that is not {P99(turns[1]):0} ms (median {Median(turns[1]):0} ms)");
    }

    private static string Sink()
    {
        if (Postgres is null)
            return "SQLite";
        using var connection = new NpgsqlConnection(Postgres);
        connection.Open();
        using var command = new NpgsqlCommand("SELECT split_part(version(), ' ', 2) || ', fsync ' || current_setting('fsync')", connection);
        return $"PostgreSQL {command.ExecuteScalar()}";
    }

    private static double Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet / 1e6;
    }

    private static async Task StartTestsAsync(MaccorSession session)
    {
        var limits = new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 2, DischargeCurrent = 2 };
        for (var channel = 2; channel <= Running; channel++)
        {
            var plan = new TestPlan { TestName = FormattableString.Invariant($"{session.Name} {channel}"), Procedure = "CCCV charge" };
            await session.StartTestAsync(new TestStart(channel, plan) { Limits = limits });
        }
    }

    // Channel 1 is driven by a loop; a turn is a reading, a decision and an output.
    private static async Task<List<double>> LoopAsync(MaccorSession session)
    {
        var limits = new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 2, DischargeCurrent = 2 };
        await session.StartDirectControlAsync(1, new DirectControlStart { SafetyLimit = limits });
        var turns = new List<double>();
        var began = 0L;
        var loop = new DirectControlLoop(session, 1)
        {
            Interval = TimeSpan.FromMilliseconds(100),
            Duration = LoopTime,
            Decide = (_, _) => Task.FromResult<DirectControlOutput?>(new() { Current = 0.5f }),
            Read = async cancellation =>
            {
                began = Stopwatch.GetTimestamp();
                return await session.ReadStatusAsync(1, cancellation);
            },
            Follow = (_, _) =>
            {
                turns.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                return Task.FromResult(true);
            },
        };
        await loop.RunAsync();
        await session.StopDirectControlAsync(1, reset: true);
        turns.Sort();
        return turns;
    }

    private static double P99(List<double> sorted) => sorted[(int)(sorted.Count * 0.99)];

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];

    private static void Write(string name, ILogStore store, int sweeps)
    {
        using (store)
        {
            var clock = Stopwatch.StartNew();
            var rows = Enumerable.Range(0, sweeps).Chunk(20).Sum(some => store.Write([.. some.Select(Sweep)]));
            Say($"{name}: {rows / clock.Elapsed.TotalSeconds:0} rows/s");
        }
    }

    private static void WritePostgres(string folder)
    {
        const string Nobody = "Host=127.0.0.1;Port=1;Database=none;Username=nobody;Timeout=1";
        using (var spool = new AllStores().OpenPostgres(Nobody, Path.Combine(folder, "away")))
        {
            var clock = Stopwatch.StartNew();
            foreach (var some in Enumerable.Range(0, 100).Chunk(20))
                spool.Write([.. some.Select(Sweep)]);
            Say($"spool, while a database is away: {spool.Spooled / clock.Elapsed.TotalSeconds:0} rows/s");
        }

        Write("PostgreSQL, by way of the spool", new AllStores().OpenPostgres(Postgres!, Path.Combine(folder, "near")), 200);
        WritePaced(new AllStores().OpenPostgres(Postgres!, Path.Combine(folder, "fleet")));
    }

    // What a hundred testers of 128 channels give: a sweep of ten of them each tenth of a second.
    private static void WritePaced(ILogStore store)
    {
        var (clock, cpu, late, times) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, 0, new List<double>());
        using (store)
        {
            for (var number = 0; number < 200; number++)
            {
                var wait = TimeSpan.FromMilliseconds(100 * number) - clock.Elapsed;
                if (wait > TimeSpan.Zero)
                    Thread.Sleep(wait);
                late += wait < TimeSpan.FromSeconds(-1) ? 1 : 0;
                var began = Stopwatch.GetTimestamp();
                store.Write([Sweep(number)]);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / clock.Elapsed;
            times.Sort();
            Say(
                $"PostgreSQL at 12800 rows/s for {clock.Elapsed.TotalSeconds:0} s: {late} of 200 sweeps more than 1 s late, {store.Spooled} rows waiting at last, a write takes {times[100]:0} ms (p99 {times[198]:0} ms), {100 * used:0} % of one core");
        }
    }

    // A hundred testers give ten of these a second.
    private static LogBatch Sweep(int number)
    {
        var time = DateTimeOffset.UtcNow.AddMilliseconds(number);
        return new("benchmark", time, [.. Enumerable.Range(1, Testers * Channels).Select(channel => Reading(channel, number, time))], []);
    }

    private static Data.LogReading Reading(int channel, int number, DateTimeOffset time) => new()
    {
        Session = "benchmark",
        Channel = channel,
        TestName = "benchmark",
        State = Protocol.Messages.ChannelState.Active,
        Activity = Protocol.Messages.ChannelActivity.Charge,
        Voltage = 3.5 + (number * 1e-4),
        Current = 1,
        SignedCurrent = 1,
        TestTime = TimeSpan.FromSeconds(number),
        ReadAt = time,
    };

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
