using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Plotting;

namespace MacNet.PowerShell.Data;

/// <summary>
/// Draws voltage, current, temperature, capacity or energy of channels, from whatever gives readings, as .svg, .pdf or .html. Of any
/// number of readings the lowest and highest of each span are kept as they come.
/// </summary>
[Cmdlet(VerbsData.Export, "MaccorPlot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMaccorPlot : ModuleCmdlet
{
    private Plot? plot;
    private string file = "";

    /// <summary>The file to write. Its extension says the form: .svg, .pdf or .html.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The readings.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ReadingTransformation]
    public LogReading[] InputObject { get; set; } = [];

    /// <summary>
    /// What to draw: voltage, current and temperature, unless given. What nothing is known of is left out.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public PlotQuantity[] Quantity { get; set; } = [PlotQuantity.Voltage, PlotQuantity.Current, PlotQuantity.Temperature];

    /// <summary>
    /// The horizontal axis: the time, or the time since the start of each test, so that tests lie upon each other. The time where the
    /// readings have one, unless given.
    /// </summary>
    [Parameter]
    public PlotOver? Over { get; set; }

    /// <summary>What stands above the plot.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Leaves a file alone that is there already.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a file that is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        file = this.ToFilePath(Path);
        if (!PlotFormat.IsKnown(file))
            Refuse(
                "UnknownPlotFormat",
                ErrorCategory.InvalidArgument,
                $"A plot cannot be written as '{System.IO.Path.GetFileName(file)}'.",
                $"Give a path that ends in {string.Join(", ", PlotFormat.Extensions)}; browsers and office programs make other pictures of an .svg.");
        if (NoClobber && File.Exists(file))
            Refuse(
                "PlotExists", ErrorCategory.ResourceExists, $"'{file}' is there already.", "Give another path, or leave -NoClobber out.");
        plot = new Plot(new PlotOptions { Title = Title ?? "", Over = Over, Quantities = [.. Quantity.Distinct()] });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reading in InputObject)
            plot!.Add(reading);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (plot!.IsEmpty)
        {
            WriteError(Errors.RecordOf(
                new InvalidOperationException($"There is nothing to draw: no reading has {Wanted}. '{file}' was not written."),
                "NothingToPlot",
                ErrorCategory.InvalidData,
                Path,
                "See what comes down the pipeline; name what it has with -Quantity, and -Over TestTime where it has no time."));
            return;
        }

        if (!ShouldProcess(file, "Write a plot"))
            return;
        if (plot.LeavesOut)
            WriteWarning(FormattableString.Invariant(
                $"Only the first {Plot.MostTests} channels or tests are drawn: more cannot be told apart."));
        if (PlotFormat.LettersMissing(plot, file) is { Length: > 0 } missing)
            WriteWarning(
                $"The font of a PDF has no {string.Join(" ", missing.ToCharArray())}: a question mark stands there. In .svg and .html all letters are shown.");
        if (TryWrite() && PassThru)
            WriteObject(this.GetFile(file));
    }

    private string Wanted => $"{string.Join(", ", Quantity)} over {(plot!.Over == PlotOver.TestTime ? "the test time" : "the time")}".ToLowerInvariant();

    private bool TryWrite()
    {
        try
        {
            if (Force && File.Exists(file))
                File.SetAttributes(file, File.GetAttributes(file) & ~FileAttributes.ReadOnly);
            File.WriteAllBytes(file, PlotFormat.Write(plot!, file));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.RecordOf(
                new IOException($"'{file}' cannot be written: {problem.Message}", problem),
                "PlotNotWritten",
                ErrorCategory.WriteError,
                Path,
                "See that the folder is there and may be written to; a read-only file is replaced with -Force."));
            return false;
        }
    }

    private void Refuse(string id, ErrorCategory category, string what, string advice) =>
        ThrowTerminatingError(Errors.RecordOf(new ArgumentException(what), id, category, Path, advice));
}
