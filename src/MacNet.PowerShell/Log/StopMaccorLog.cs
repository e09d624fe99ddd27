using System.Management.Automation;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Stops logs when what has been read is kept.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MaccorLog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class StopMaccorLog : LogCmdlet
{
    /// <inheritdoc/>
    protected override void Process(ReadingLog log)
    {
        if (!ShouldProcess(log.Name, $"Stop the log to {log.Target}"))
            return;
        LogRegistry.Stop(log);
        if (log.Waiting > 0)
        {
            WriteError(Errors.RecordOf(
                new IOException($"Log '{log.Name}' is stopped, and {log.Waiting} readings could not be kept: {log.LastError}"),
                "LogIncomplete",
                ErrorCategory.WriteError,
                log.Target,
                "See why, and start the log again: what is kept is whole."));
        }
    }
}
