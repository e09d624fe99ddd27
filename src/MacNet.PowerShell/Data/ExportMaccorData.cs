using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Export;
using MacNet.Data.Logging;
using MacNet.PowerShell.Log;

namespace MacNet.PowerShell.Data;

/// <summary>Makes files of readings, one for each channel and test: Battery Data Format, CSV or Parquet.</summary>
[Cmdlet(VerbsData.Export, "MaccorData", DefaultParameterSetName = "InputObject", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMaccorData : ModuleCmdlet, IDisposable
{
    private DataExport? export;
    private volatile bool stopped;

    /// <summary>Readings, as Get-MaccorLogReading and Import-MaccorData give them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [NoCompletion]
    public LogReading[] InputObject { get; set; } = [];

    /// <summary>The files of a log; wildcards are allowed, and several files are read one after the other.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The PostgreSQL database of a log.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ConnectionString")]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string ConnectionString { get; set; } = "";

    /// <summary>The form of the files.</summary>
    [Parameter]
    public ExportFormat Format { get; set; } = ExportFormat.Bdf;

    /// <summary>The folder to put the files in; made where it is missing. The current one, unless given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>The sessions' names, as they were logged; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "ConnectionString", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[]? Session { get; set; }

    /// <summary>The channels, counted from 1.</summary>
    [Parameter(ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "ConnectionString", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ChannelTransformation]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public int[]? Channel { get; set; }

    /// <summary>The tests' names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "ConnectionString")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string[]? TestName { get; set; }

    /// <summary>From when on.</summary>
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "ConnectionString")]
    [NoCompletion]
    public DateTimeOffset? After { get; set; }

    /// <summary>Before when.</summary>
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "ConnectionString")]
    [NoCompletion]
    public DateTimeOffset? Before { get; set; }

    /// <summary>What the files' names begin with; the session's name, unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string? Institution { get; set; }

    /// <summary>The auxiliary input of the ambient temperature, for the Battery Data Format.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1000)]
    [NoCompletion]
    public int? AmbientInput { get; set; }

    /// <summary>The auxiliary inputs of the temperatures T1 to T5, for the Battery Data Format.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateCount(1, 5)]
    [ValidateRange(1, 1000)]
    [NoCompletion]
    public int[]? TemperatureInput { get; set; }

    /// <summary>Replaces files that are there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Takes away what is not whole.</summary>
    public void Dispose() => export?.Dispose();

    /// <inheritdoc/>
    protected override void Begin()
    {
        var folder = this.ToFilePath(Destination);
        if (!ShouldProcess(folder, $"Export readings as {Format}"))
            return;
        var options =
            new ExportOptions(Format, folder, Force) { Inputs = new BdfInputs(AmbientInput, TemperatureInput), Institution = Institution };
        Try(folder, () => export = new DataExport(options, () => Stores.All, path => WriteObject(this.GetFile(path)), TellOfExisting));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (export is null)
            return;
        if (ParameterSetName == "ConnectionString")
            TakeAll("PostgreSQL", LogReader.OfPostgres(ConnectionString));
        foreach (var (target, reader) in Path.SelectMany(this.LogReaders))
            TakeAll(target, reader);
        foreach (var reading in InputObject)
            Take(reading, export);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (export is null)
            return;
        Try(Destination, export.Complete);
        if (export.LeftOut > 0)
            WriteVerbose($"{export.LeftOut} readings have no place in the files: they belong to no test, or follow its end.");
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopped = true;

    private void TakeAll(string source, LogReader log)
    {
        try
        {
            foreach (var reading in log.Read(LogSource.Query(Session, Channel, TestName, After, Before)))
                Take(reading, export!);
        }
        catch (LogException problem)
        {
            WriteError(LogErrors.RecordOf(problem, source));
        }
    }

    private void Take(LogReading reading, DataExport to)
    {
        if (stopped)
            throw new PipelineStoppedException();
        Try(Destination, () => to.Take(reading));
    }

    private void TellOfExisting(string path) => WriteError(Errors.RecordOf(
        new IOException($"'{path}' is there already, and is kept as it is."),
        "ExportExists",
        ErrorCategory.ResourceExists,
        path,
        "Replace it with -Force, or give another -Destination."));

    private void Try(string target, Action work)
    {
        try
        {
            work();
        }
        catch (LogException problem)
        {
            ThrowTerminatingError(LogErrors.RecordOf(problem, target));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.RecordOf(
                problem,
                "NotExported",
                ErrorCategory.WriteError,
                target,
                "See that the folder can be written, and has room for what waits there and for the files."));
        }
    }
}
