using System.Management.Automation;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Which readings of which logs are wanted, as cmdlets are told.</summary>
internal static class LogSource
{
    /// <summary>The files that a path with wildcards means; one without need not exist.</summary>
    internal static IEnumerable<string> LogFiles(this PSCmdlet cmdlet, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
            return [cmdlet.ToFilePath(path)];
        return cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
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
