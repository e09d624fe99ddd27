using System.Management.Automation;
using MacNet.Data.Collecting;
using MacNet.Data.Logging;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Log;

/// <summary>
/// Keeps readings of all channels in a file, a database or wherever a script block takes them, in the background and on connections of
/// its own, until it is stopped.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "MaccorLog", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ReadingLog))]
public sealed class StartMaccorLog : SessionCmdlet
{
    private readonly List<MaccorSession> testers = [];

    /// <summary>The file: .sqlite or .csv; or .bdf.csv, for a file of each channel and test. One that is there is gone on with.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>A PostgreSQL database, as Npgsql writes it: Host=…;Database=…;Username=…;Password=….</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ConnectionString")]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string ConnectionString { get; set; } = "";

    /// <summary>Called with the readings of each sweep, in a runspace of its own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ScriptBlock")]
    [ValidateNotNull]
    [NoCompletion]
    public ScriptBlock ScriptBlock { get; set; } = ScriptBlock.Create("");

    /// <summary>Makes a file for each day (UTC), with the date in its name.</summary>
    [Parameter(ParameterSetName = "Path")]
    public SwitchParameter Daily { get; set; }

    /// <summary>Begins a new file when one has become so large, MB: lab.2.sqlite after lab.sqlite.</summary>
    [Parameter(ParameterSetName = "Path")]
    [Number]
    [ValidateRange(0.1, 1e7)]
    [NoCompletion]
    public double? MaxFileSizeMB { get; set; }

    /// <summary>A folder for what waits while the database is away.</summary>
    [Parameter(ParameterSetName = "ConnectionString")]
    [ValidateNotNullOrEmpty]
    public string? SpoolPath { get; set; }

    /// <summary>What to call the log: log1, log2 and so on, unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoCompletion]
    public string? Name { get; set; }

    /// <summary>Time from one sweep to the next, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.05, 86400.0)]
    [NoCompletion]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>The part of a tester's time that details may take, %.</summary>
    [Parameter]
    [Number]
    [ValidateRange(1.0, 100.0)]
    [NoCompletion]
    public double SharePercent { get; set; } = 50;

    /// <summary>Leaves out names, cycle, step, capacity, energy and auxiliary inputs.</summary>
    [Parameter]
    public SwitchParameter NoDetail { get; set; }

    /// <summary>Keeps a reading only where it says something new.</summary>
    [Parameter]
    public SwitchParameter OnChange { get; set; }

    /// <summary>With -OnChange: the change of voltage that is new, V.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 1000.0)]
    [NoCompletion]
    public double VoltageDelta { get; set; } = 0.001;

    /// <summary>With -OnChange: the change of current that is new, A.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.0, 10000.0)]
    [NoCompletion]
    public double CurrentDelta { get; set; } = 0.001;

    /// <summary>With -OnChange: after how long a reading is kept though it says nothing new, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(1.0, 86400.0)]
    [NoCompletion]
    public double HeartbeatSeconds { get; set; } = 60;

    /// <summary>Waits until Ctrl+C, then stops the log: for services and scheduled tasks.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => testers.AddRange(Sessions.Where(session => !testers.Contains(session)));

    /// <inheritdoc/>
    protected override void End()
    {
        var name = Name ?? LogRegistry.FreeName();
        if (LogRegistry.IsTaken(name))
        {
            ThrowTerminatingError(Errors.RecordOf(
                new InvalidOperationException($"A log named '{name}' runs already."),
                "LogNameInUse",
                ErrorCategory.ResourceExists,
                name,
                "Give another -Name, or stop that one with Stop-MaccorLog."));
        }

        if (ParameterSetName == "Path")
            CheckPath(this.ToFilePath(Path));
        if (testers.Count == 0 || !ShouldProcess(Target, $"Log {string.Join(", ", testers)}"))
            return;
        var store = Open();
        if (store.Problem is { } problem)
            WriteWarning($"{problem} Readings wait on disk until it answers.");
        var log = new ReadingLog(name, Target, testers, store, Options(), Filter());
        LogRegistry.Add(log, Reader);
        if (Wait)
            WaitForEnd(log);
        else
            WriteObject(log);
    }

    // Nothing of the connection string, which may have a password in it.
    private string Target => ParameterSetName switch
    {
        "Path" => this.ToFilePath(Path),
        "ConnectionString" => "PostgreSQL",
        _ => "a script block",
    };

    private LogReader? Reader => ParameterSetName switch
    {
        "Path" => LogReader.OfLog(this.ToFilePath(Path)),
        "ConnectionString" => LogReader.OfPostgres(ConnectionString),
        _ => null,
    };

    private static bool IsDatabase(string path) => path.EndsWith(".sqlite", StringComparison.OrdinalIgnoreCase);

    private ILogStore Open()
    {
        try
        {
            return ParameterSetName switch
            {
                "Path" => OpenFile(this.ToFilePath(Path)),
                "ConnectionString" => Stores.All.OpenPostgres(ConnectionString, SpoolPath is null ? Spool : this.ToFilePath(SpoolPath)),
                _ => new ScriptStore(ScriptBlock, SessionState.Path.CurrentFileSystemLocation.ProviderPath),
            };
        }
        catch (LogException problem)
        {
            ThrowTerminatingError(LogErrors.RecordOf(problem, Target));
            throw;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(LogErrors.RecordOf(new LogException(LogProblem.CannotOpen, problem.Message, problem), Target));
            throw;
        }
    }

    private ILogStore OpenFile(string path)
    {
        var open = OpenerOf(path);
        if (!Daily && MaxFileSizeMB is null)
            return open(path);
        var rolling = new RollingStore(path, open, Daily, (long?)(MaxFileSizeMB * 1_000_000));
        rolling.Open(DateTimeOffset.UtcNow);
        return rolling;
    }

    private Func<string, ILogStore> OpenerOf(string path)
    {
        if (IsDatabase(path))
            return Stores.All.OpenSqlite;
        if (LogFiles.IsBdf(path) && (Daily || MaxFileSizeMB is not null))
            Refuse(
                $"'{path}' has a file for each test: there is none for each day or size.",
                path,
                "Leave out -Daily and -MaxFileSizeMB, or log to .sqlite or .csv.");
        if (LogFiles.IsBdf(path))
            return file => new BdfStore(file, !NoDetail);
        if (path.EndsWith(CsvStore.Extension, StringComparison.OrdinalIgnoreCase))
            return file => new CsvStore(file);
        Refuse($"'{path}' is neither .sqlite nor .csv.", path, "Give a path that ends in .sqlite, .csv or .bdf.csv.");
        return _ => throw new PipelineStoppedException();
    }

    // What can be told before anybody is asked.
    private void CheckPath(string path)
    {
        _ = OpenerOf(path);
        if (!FilePaths.HasFolder(path))
            ThrowTerminatingError(LogErrors.RecordOf(
                new LogException(LogProblem.CannotOpen, $"'{path}' cannot be written: the folder is not there."), Target));
    }

    private void Refuse(string what, string path, string advice) =>
        ThrowTerminatingError(Errors.RecordOf(
            new ArgumentException(what), "UnknownLogFormat", ErrorCategory.InvalidArgument, path, advice));

    private static string Spool =>
        System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "MacNet");

    private CollectorOptions Options() => new()
    {
        Interval = TimeSpan.FromSeconds(IntervalSeconds),
        Share = SharePercent / 100,
        WithDetails = !NoDetail,
    };

    private ChangeFilter? Filter() =>
        OnChange ? new ChangeFilter(VoltageDelta, CurrentDelta, TimeSpan.FromSeconds(HeartbeatSeconds)) : null;

    private void WaitForEnd(ReadingLog log)
    {
        try
        {
            Await(async pump =>
            {
                log.Trouble += text => pump.Post(() => WriteWarning(text));
                while (log.IsRunning)
                    await Task.Delay(TimeSpan.FromSeconds(0.2), pump.Cancellation).ConfigureAwait(false);
            });
        }
        finally
        {
            LogRegistry.Stop(log);
        }
    }
}
