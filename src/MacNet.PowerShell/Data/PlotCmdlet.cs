using System.Management.Automation;
using MacNet.Data;
using MacNet.Data.Plotting;

namespace MacNet.PowerShell.Data;

/// <summary>Draws what comes down the pipeline.</summary>
public abstract class PlotCmdlet : ModuleCmdlet
{
    private Plot? plot;

    /// <summary>The readings.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ReadingTransformation]
    [NoCompletion]
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
    [NoCompletion]
    public string? Title { get; set; }

    /// <inheritdoc/>
    protected override void Begin() =>
        plot = new Plot(new PlotOptions { Title = Title ?? "", Over = Over, Quantities = [.. Quantity.Distinct()] });

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (var reading in InputObject)
            plot!.Add(reading);
    }

    /// <inheritdoc/>
    protected sealed override void End()
    {
        if (plot!.IsEmpty)
        {
            WriteError(Errors.RecordOf(
                new InvalidOperationException($"There is nothing to draw: no reading has {Wanted}."),
                "NothingToPlot",
                ErrorCategory.InvalidData,
                null,
                "See what comes down the pipeline; name what it has with -Quantity, and -Over TestTime where it has no time."));
            return;
        }

        if (plot.LeavesOut)
            WriteWarning(FormattableString.Invariant(
                $"Only the first {Plot.MostTests} channels or tests are drawn: more cannot be told apart."));
        Draw(plot);
    }

    /// <summary>Draws a plot, of which something is known.</summary>
    protected abstract void Draw(Plot plot);

    private string Wanted =>
        $"{string.Join(", ", Quantity)} over {(plot!.Over == PlotOver.TestTime ? "the test time" : "the time")}".ToLowerInvariant();
}
