namespace MacNet.Data.Plotting;

/// <summary>What a plot shows, and how.</summary>
public sealed record PlotOptions
{
    private readonly string title = "";

    /// <summary>What stands above it.</summary>
    public string Title
    {
        get => title;
        init => title = ShownText.Of(value);
    }

    /// <summary>The quantities, one above the other; those of which nothing is known are left out.</summary>
    public IReadOnlyList<PlotQuantity> Quantities { get; init; } = [PlotQuantity.Voltage, PlotQuantity.Current, PlotQuantity.Temperature];

    /// <summary>The horizontal axis; where null, the time where the first reading has one, else the test time.</summary>
    public PlotOver? Over { get; init; }

    /// <summary>The zone of the times that are shown.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;
}
