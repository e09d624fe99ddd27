using MacNet.Data.Alerts;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>The logs of this process, by name.</summary>
internal static class LogRegistry
{
    private static readonly object Gate = new();
    private static readonly List<(ReadingLog Log, LogReader? Reader, Maker Maker)> Logs = [];

    internal static IReadOnlyList<ReadingLog> All
    {
        get
        {
            lock (Gate)
                return [.. Logs.Select(entry => entry.Log)];
        }
    }

    internal static string FreeName()
    {
        lock (Gate)
            return Enumerable.Range(1, int.MaxValue).Select(number => $"log{number}").First(name => !IsTaken(name));
    }

    internal static bool IsTaken(string name) => All.Any(log => NameSearch.IsSame(log.Name, name));

    internal static void Add(ReadingLog log, LogReader? reader)
    {
        lock (Gate)
            Logs.Add((log, reader, new Maker()));
    }

    /// <summary>What reads a log back; null where it is kept in what cannot be read back.</summary>
    internal static LogReader? ReaderOf(ReadingLog log)
    {
        lock (Gate)
            return Logs.Find(entry => entry.Log == log).Reader;
    }

    /// <summary>Has the logs of a tester keep an alarm as an event.</summary>
    internal static void Keep(AlertMessage alarm)
    {
        foreach (var log in All.Where(log => log.Session.Any(session => NameSearch.IsSame(session, alarm.Session))))
            log.Note(alarm.Session, LogEventKind.Alarm, alarm.Channel, $"{alarm.Alert}: {alarm}");
    }

    internal static void Stop(ReadingLog log)
    {
        lock (Gate)
            Logs.RemoveAll(entry => entry.Log == log);
        log.Dispose();
    }

    /// <summary>Stops the logs that the present runspace began.</summary>
    internal static void StopOwn()
    {
        ReadingLog[] own;
        lock (Gate)
            own = [.. Logs.Where(entry => entry.Maker.IsHere).Select(entry => entry.Log)];
        foreach (var log in own)
            Stop(log);
    }
}
