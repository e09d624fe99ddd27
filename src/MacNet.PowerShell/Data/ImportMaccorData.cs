using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Import;

namespace MacNet.PowerShell.Data;

/// <summary>Reads the text exports of testers, whatever way they are written, and emits a reading for each line, in SI units.</summary>
[Cmdlet(VerbsData.Import, "MaccorData", DefaultParameterSetName = "Path")]
[OutputType(typeof(LogReading))]
public sealed class ImportMaccorData : ModuleCmdlet
{
    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, with no wildcards in their names.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Whether the month or the day is first in dates. Found in the file where it tells.</summary>
    [Parameter]
    public DateOrder? DateOrder { get; set; }

    /// <summary>The unit of times that have none. Found in the file where it has dates.</summary>
    [Parameter]
    public TimeUnit? TimeUnit { get; set; }

    /// <summary>The unit of voltages that have none. Found in the file where its values tell.</summary>
    [Parameter]
    public VoltageUnit? VoltageUnit { get; set; }

    /// <summary>The unit of currents that have none. Found in the file where what flowed can be compared with what was counted.</summary>
    [Parameter]
    public CurrentUnit? CurrentUnit { get; set; }

    /// <summary>The decimal separator, a point or a comma. Found in the file where its numbers tell.</summary>
    [Parameter]
    [ValidateSet(".", ",")]
    public string? DecimalSeparator { get; set; }

    /// <summary>The zone of the tester's clock, which no export tells; this computer's, unless given.</summary>
    [Parameter]
    [NoCompletion]
    public string? TimeZone { get; set; }

    private TimeZoneInfo zone = TimeZoneInfo.Local;

    /// <inheritdoc/>
    protected override void Begin()
    {
        try
        {
            zone = TimeZone is null ? TimeZoneInfo.Local : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        }
        catch (Exception problem) when (problem is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            ThrowTerminatingError(Errors.RecordOf(
                new ArgumentException($"There is no time zone '{TimeZone}' on this computer."),
                "NoSuchTimeZone",
                ErrorCategory.InvalidArgument,
                TimeZone,
                "Give an id that Get-TimeZone -ListAvailable shows."));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Files())
            Import(path);
    }

    private IEnumerable<string> Files()
    {
        if (ParameterSetName == "LiteralPath")
            return LiteralPath.Select(path => this.ToFilePath(path));
        var found = new List<string>();
        foreach (var path in Path)
        {
            try
            {
                found.AddRange(GetResolvedProviderPathFromPSPath(path, out _));
            }
            catch (ItemNotFoundException problem)
            {
                Tell(problem, "FileNotFound", ErrorCategory.ObjectNotFound, path, "See the files there are with Get-ChildItem.");
            }
        }

        return found;
    }

    private void Import(string path)
    {
        if (Directory.Exists(path))
        {
            Tell(
                new IOException($"'{path}' is a folder."),
                "FileNotRead",
                ErrorCategory.ReadError,
                path,
                "Give the files in it: Get-ChildItem -File | Import-MaccorData.");
            return;
        }

        try
        {
            var file = MaccorTextFile.Open(path, new ImportOptions
            {
                DateOrder = DateOrder,
                TimeUnit = TimeUnit,
                VoltageUnit = VoltageUnit,
                CurrentUnit = CurrentUnit,
                DecimalSeparator = DecimalSeparator?[0],
                TimeZone = zone,
            });
            if (file.ColumnsLeftOut.Count > 0)
                WriteVerbose($"'{path}' has columns that a reading has no place for: {string.Join(", ", file.ColumnsLeftOut)}.");
            if (file.HasClock && TimeZone is null)
                WriteWarning(
                    $"'{path}' does not tell its time zone: its times are taken for those of {zone.Id}. Give -TimeZone where the tester's clock was another.");
            if (!file.HasDirections)
                WriteWarning(
                    $"'{path}' has no column of states and no current below 0: charging and discharging cannot be told apart, and SignedCurrent is left out.");
            var isEmpty = true;
            foreach (var reading in file.Read(problem =>
            {
                isEmpty = false;
                Tell(problem, problem.ErrorId, ErrorCategory.InvalidData, path, "See to the line in the file; the others were read.");
            }))
            {
                isEmpty = false;
                WriteObject(reading);
            }

            if (isEmpty)
                WriteWarning($"'{path}' has a header of columns and no reading under it.");
        }
        catch (ImportException problem)
        {
            Tell(problem, problem.ErrorId, ErrorCategory.InvalidData, path, AdviceOn(problem.ErrorId));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Tell(problem, "FileNotRead", ErrorCategory.ReadError, path, "See to it that the file is there and can be read.");
        }
    }

    private void Tell(Exception problem, string id, ErrorCategory category, string path, string advice) =>
        WriteError(Errors.RecordOf(problem, id, category, path, advice));

    private static string AdviceOn(string errorId) => errorId switch
    {
        "DateOrderAmbiguous" => "Give -DateOrder MonthFirst or -DateOrder DayFirst.",
        "TimeUnitAmbiguous" => "Give -TimeUnit Second, Minute or Hour.",
        "VoltageUnitAmbiguous" => "Give -VoltageUnit Volt or -VoltageUnit Millivolt.",
        "CurrentUnitAmbiguous" => "Give -CurrentUnit Ampere or -CurrentUnit Milliampere.",
        "DecimalSeparatorAmbiguous" => "Give -DecimalSeparator '.' or -DecimalSeparator ','.",
        "CommasNotTold" => "Export it again with tabs between its fields, or with decimal points.",
        "LogNotAnExport" => "Read it with Get-MaccorLogReading -Path.",
        "MaccorBinaryFile" => "Export it as text with the tester's own program, and import that.",
        _ => "Export the test as text with the tester's own program, with its header of columns.",
    };
}
