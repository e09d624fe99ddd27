using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Reads readings from logs, row by row.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorLogReading", DefaultParameterSetName = "Path")]
[OutputType(typeof(LogReading))]
public sealed class GetMaccorLogReading : ModuleCmdlet
{
    private volatile bool stopped;

    /// <summary>The SQLite files; wildcards are allowed, and several files are read one after the other.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>A PostgreSQL database.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ConnectionString")]
    [ValidateNotNullOrEmpty]
    public string ConnectionString { get; set; } = "";

    /// <summary>The sessions' names, as they were logged; wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Session { get; set; }

    /// <summary>The channels, counted from 1.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ChannelTransformation]
    public int[]? Channel { get; set; }

    /// <summary>The tests' names; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? TestName { get; set; }

    /// <summary>From when on.</summary>
    [Parameter]
    public DateTimeOffset? After { get; set; }

    /// <summary>Before when.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var query = LogSource.Query(Session, Channel, TestName, After, Before);
        if (ParameterSetName == "ConnectionString")
        {
            Write("PostgreSQL", () => Stores.All.ReadPostgres(ConnectionString, query));
            return;
        }

        foreach (var path in Path.SelectMany(this.LogFiles))
            Write(path, () => Stores.All.ReadSqlite(path, query));
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopped = true;

    private void Write(string target, Func<IEnumerable<LogReading>> read)
    {
        try
        {
            foreach (var reading in read())
            {
                if (stopped)
                    return;
                WriteObject(reading);
            }
        }
        catch (LogException problem)
        {
            WriteError(LogErrors.RecordOf(problem, target));
        }
    }
}
