using System.Management.Automation;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>What to do about a log that cannot be begun or read.</summary>
internal static class LogErrors
{
    internal static ErrorRecord NoSuchLog(string name, string advice) => Errors.RecordOf(
        new ItemNotFoundException($"There is no log '{name}' in this process."), "NoSuchLog", ErrorCategory.ObjectNotFound, name, advice);

    internal static ErrorRecord RecordOf(LogException problem, string? target) => problem.Kind switch
    {
        LogProblem.InUse => Errors.RecordOf(
            problem,
            "LogInUse",
            ErrorCategory.ResourceBusy,
            target,
            "Give another path, or stop the other log: Get-MaccorLog shows those of this process."),
        LogProblem.NotALog => Errors.RecordOf(
            problem, "NotALog", ErrorCategory.ResourceExists, target, "Give a path of a log, or one where there is nothing."),
        LogProblem.Newer => Errors.RecordOf(
            problem, "LogTooNew", ErrorCategory.InvalidData, target, "Use the version of this module that made it, or a later one."),
        LogProblem.NotHere => Errors.RecordOf(
            problem, "NoDatabaseHere", ErrorCategory.NotInstalled, target, "Use PowerShell 7.4 or later, or write a .csv file."),
        _ => Errors.RecordOf(
            problem,
            "LogNotOpened",
            ErrorCategory.OpenError,
            target,
            "See that folder, disk, server and rights are as they must be, then try again."),
    };
}
