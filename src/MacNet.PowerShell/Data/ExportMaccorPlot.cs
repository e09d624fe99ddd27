using System.Management.Automation;
using MacNet.Data.Plotting;

namespace MacNet.PowerShell.Data;

/// <summary>
/// Draws voltage, current, temperature, capacity or energy of channels, from whatever gives readings, as .svg, .pdf or .html. Of any
/// number of readings the lowest and highest of each span are kept as they come.
/// </summary>
[Cmdlet(VerbsData.Export, "MaccorPlot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMaccorPlot : PlotCmdlet
{
    private string file = "";

    /// <summary>The file to write. Its extension says the form: .svg, .pdf or .html.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

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
        base.Begin();
    }

    /// <inheritdoc/>
    protected override void Draw(Plot plot)
    {
        if (!FilePaths.HasFolder(file))
        {
            TellNotWritten("the folder is not there.", null);
            return;
        }

        if (!ShouldProcess(file, "Write a plot"))
            return;
        if (PlotFormat.LettersMissing(plot, file) is { Length: > 0 } missing)
            WriteWarning(
                $"The font of a PDF has no {string.Join(" ", missing.ToCharArray())}: a question mark stands there. In .svg and .html all letters are shown.");
        if (TryWrite(plot) && PassThru)
            WriteObject(this.GetFile(file));
    }

    private bool TryWrite(Plot plot)
    {
        try
        {
            if (Force && File.Exists(file))
                File.SetAttributes(file, File.GetAttributes(file) & ~FileAttributes.ReadOnly);
            File.WriteAllBytes(file, PlotFormat.Write(plot, file));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            TellNotWritten(problem.Message, problem);
            return false;
        }
    }

    private void TellNotWritten(string why, Exception? problem) => WriteError(Errors.RecordOf(
        new IOException($"'{file}' cannot be written: {why}", problem),
        "PlotNotWritten",
        ErrorCategory.WriteError,
        Path,
        "See that the folder is there and may be written to; a read-only file is replaced with -Force."));

    private void Refuse(string id, ErrorCategory category, string what, string advice) =>
        ThrowTerminatingError(Errors.RecordOf(new ArgumentException(what), id, category, Path, advice));
}
