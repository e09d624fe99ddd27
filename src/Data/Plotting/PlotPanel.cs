namespace MacNet.Data.Plotting;

/// <summary>The curves of one quantity.</summary>
internal sealed record PlotPanel(PlotQuantity Quantity, IReadOnlyList<PlotLine> Lines)
{
    internal string Unit => Quantity switch
    {
        PlotQuantity.Voltage => "V",
        PlotQuantity.Current => "A",
        PlotQuantity.Temperature => "°C",
        PlotQuantity.Capacity => "Ah",
        _ => "Wh",
    };

    internal string Title => $"{Quantity} ({Unit})";
}

/// <summary>A curve as it is drawn.</summary>
/// <param name="Number">Whose it is: the same in all panels, and so its colour.</param>
/// <param name="Label">What the legend says.</param>
/// <param name="Points">Its points, in order: s since 1970 or since the test's start, and the value.</param>
internal sealed record PlotLine(int Number, string Label, IReadOnlyList<(double X, double Y)> Points);
