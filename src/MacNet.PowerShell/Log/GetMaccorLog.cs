using System.Management.Automation;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Gives the logs of this process: rows written, lag, what is spooled, gaps, the last error.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorLog")]
[OutputType(typeof(ReadingLog))]
public sealed class GetMaccorLog : LogCmdlet
{
    /// <inheritdoc/>
    protected override void Process(ReadingLog log) => WriteObject(log);
}
