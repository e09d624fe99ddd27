using MacNet.Data;
using MacNet.Data.Alerts;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>The logs of this process, by name.</summary>
internal static class LogRegistry
{
    // A process that the system ends has a few seconds; cells are set to rest in them, before.
    private static readonly TimeSpan MostAtEnd = TimeSpan.FromSeconds(2);

    private static readonly SharedList<Entry> Entries = new();

    static LogRegistry() => SessionRegistry.Group.Ended += EndAll;

    internal static IReadOnlyList<ReadingLog> All => [.. Entries.All.Select(entry => entry.Log)];

    internal static string FreeName() => All.FreeName("log", log => log.Name);

    internal static bool IsTaken(string name) => All.HasNamed(name, log => log.Name);

    internal static void Add(ReadingLog log, LogReader? reader) => Entries.Add(new Entry(log, reader, new OwnerRunspace()));

    /// <summary>What reads a log back; null where it is kept in what cannot be read back.</summary>
    internal static LogReader? ReaderOf(ReadingLog log) => Entries.All.FirstOrDefault(entry => entry.Log == log)?.Reader;

    /// <summary>What the logs of this process have of a tester, or one that is given.</summary>
    internal static IEnumerable<LogReading> Read(string session, LogReader? given, LogQuery query)
    {
        var own = All.Where(log => log.Session.Any(name => NameSearch.IsSame(name, session))).Select(ReaderOf);
        return (given is null ? own : [given]).OfType<LogReader>().SelectMany(reader => reader.Read(query));
    }

    /// <summary>Has the logs of a tester keep an alarm as an event; each log, with its first tester, where it is about no tester.</summary>
    internal static void Keep(AlertMessage alarm)
    {
        foreach (var log in All)
        {
            if (log.Session.FirstOrDefault(session => alarm.Session.Length == 0 || NameSearch.IsSame(session, alarm.Session)) is { } tester)
                log.Note(tester, LogEventKind.Alarm, alarm.Channel, $"{alarm.Alert}: {alarm}");
        }
    }

    internal static void Stop(ReadingLog log)
    {
        foreach (var entry in Entries.All.Where(entry => entry.Log == log))
            Entries.Remove(entry);
        log.Dispose();
    }

    /// <summary>Stops the logs that the present runspace began.</summary>
    internal static void StopOwn()
    {
        foreach (var own in Entries.All.Where(entry => entry.Owner.IsHere))
            Stop(own.Log);
    }

    // What a log cannot keep in the time it does not keep, as if it had been killed: what it has counted is on the disk.
    private static void EndAll()
    {
        try
        {
            Task.WaitAll([.. All.Select(log => Task.Run(log.Dispose))], MostAtEnd);
        }
        catch (AggregateException)
        {
            // The process ends all the same.
        }
    }

    private sealed record Entry(ReadingLog Log, LogReader? Reader, OwnerRunspace Owner);
}
