using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Reads readings from logs, row by row: from those that this process writes, unless told which.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorLogReading", DefaultParameterSetName = "Log")]
[OutputType(typeof(LogReading))]
public sealed class GetMaccorLogReading : ModuleCmdlet
{
    private volatile bool stopped;

    /// <summary>The files of logs; wildcards are allowed, and several files are read one after the other.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The logs of this process, by name; wildcards are allowed. All of them, unless given.</summary>
    [Parameter(ParameterSetName = "Log")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>A PostgreSQL database.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ConnectionString")]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string ConnectionString { get; set; } = "";

    /// <summary>The sessions' names, as they were logged; wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[]? Session { get; set; }

    /// <summary>The channels, counted from 1.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public int[]? Channel { get; set; }

    /// <summary>The tests' names; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string[]? TestName { get; set; }

    /// <summary>From when on.</summary>
    [Parameter]
    [NoCompletion]
    public DateTimeOffset? After { get; set; }

    /// <summary>Before when.</summary>
    [Parameter]
    [NoCompletion]
    public DateTimeOffset? Before { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var query = LogSource.Query(Session, Channel, TestName, After, Before);
        foreach (var (target, reader) in Readers())
            Write(target, () => reader.Read(query));
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopped = true;

    private IEnumerable<(string Target, LogReader Reader)> Readers() => ParameterSetName switch
    {
        "ConnectionString" => [("PostgreSQL", LogReader.OfPostgres(ConnectionString))],
        "Path" => Path.SelectMany(this.LogReaders),
        _ => RunningLogs(),
    };

    private List<(string Target, LogReader Reader)> RunningLogs()
    {
        var all = LogRegistry.All;
        foreach (var name in Name.Where(name => all.Lacks(name, log => log.Name)))
            WriteError(LogErrors.NoSuchLog(name, "See Get-MaccorLog, or give the -Path of a log's file."));
        if (all.Count == 0)
            Tell(
                new ItemNotFoundException("This process writes no log."),
                "NoLogRuns",
                ErrorCategory.ObjectNotFound,
                null,
                "Give the -Path of a log's file, or begin one with Start-MaccorLog.");
        var found = new List<(string, LogReader)>();
        foreach (var log in all.NamedByAny(Name, log => log.Name))
        {
            if (LogRegistry.ReaderOf(log) is { } reader)
                found.Add((log.Target, reader));
            else
                Tell(
                    new InvalidOperationException($"The log '{log.Name}' goes to {log.Target}, which is not read back."),
                    "LogNotReadable",
                    ErrorCategory.InvalidOperation,
                    log.Name,
                    "Log to a file or to PostgreSQL to read it back.");
        }

        return found;
    }

    private void Tell(Exception problem, string id, ErrorCategory category, string? target, string advice) =>
        WriteError(Errors.RecordOf(problem, id, category, target, advice));

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
