using System.Management.Automation;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Which readings of which logs are wanted, as cmdlets are told.</summary>
internal static class LogSource
{
    /// <summary>What reads the logs that a path means: with wildcards, file by file; without, all files of a log as one.</summary>
    internal static IEnumerable<(string Target, LogReader Reader)> LogReaders(this PSCmdlet cmdlet, string path)
    {
        if (WildcardPattern.ContainsWildcardCharacters(path))
            return LogFiles.Ordered(cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _))
                .Select(file => (file, LogReader.OfFile(file)));
        var log = cmdlet.ToFilePath(path);
        return [(log, LogReader.OfLog(log))];
    }

    internal static LogQuery Query(string[]? sessions, int[]? channels, string[]? tests, DateTimeOffset? after, DateTimeOffset? before) =>
        new() { Session = Any(sessions), TestName = Any(tests), Channels = channels, After = after, Before = before };

    private static Func<string, bool>? Any(string[]? names)
    {
        if (names is null)
            return null;
        var patterns = names.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        return name => Array.Exists(patterns, pattern => pattern.IsMatch(name));
    }
}
