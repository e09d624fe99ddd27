using MacNet.Data.Logging;

namespace MacNet.Data.Alerts;

/// <summary>
/// A log of this process keeps no reading, whatever the reason: it was stopped, its testers are away, or its disk or database is.
/// </summary>
/// <param name="logs">Gives the logs to look at, as they are now.</param>
/// <param name="names">What they are called, in words.</param>
/// <param name="longest">For how long nothing may be kept.</param>
public sealed class LogSilenceCondition(Func<IEnumerable<ReadingLog>> logs, string names, TimeSpan longest) : AlertCondition
{
    private readonly Dictionary<string, ReadingLog> seen = [];

    /// <inheritdoc/>
    public override string Description =>
        FormattableString.Invariant($"log {names} keeps nothing for {longest.TotalSeconds:0.###} s");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(DateTimeOffset now)
    {
        var here = logs().ToArray();
        // A log that was stopped is not there any more, and is what this is about; one of the same name takes its place.
        foreach (var log in here)
            seen[log.Name] = log;
        return seen.Values.Select(log => FindingOf(log, Array.IndexOf(here, log) >= 0, now));
    }

    private Finding FindingOf(ReadingLog log, bool isThere, DateTimeOffset now)
    {
        var silence = now - (log.LastReadingKeptAt ?? log.StartedAt);
        var why = !isThere ? ": it was stopped" : log.Problem is { } problem ? $": {problem}" : "";
        return new(
            new("", Part: $"log {log.Name}"),
            silence > longest ? Verdict.Wrong : Verdict.Fine,
            FormattableString.Invariant($"Log '{log.Name}' has kept no reading for {silence.TotalSeconds:0} s{why}"),
            silence.TotalSeconds);
    }
}
