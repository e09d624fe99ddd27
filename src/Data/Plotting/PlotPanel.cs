namespace MacNet.Data.Plotting;

/// <summary>Curves above one axis of time, read at an axis to the left, and some at one to the right where there are two.</summary>
internal sealed record PlotPanel(IReadOnlyList<PlotAxis> Axes);

/// <summary>The curves of one quantity, and so of one axis of values.</summary>
internal sealed record PlotAxis(PlotQuantity Quantity, IReadOnlyList<PlotLine> Lines)
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

    /// <summary>A line of each colour, for the legend.</summary>
    internal static IReadOnlyList<PlotLine> CurvesOf(IEnumerable<PlotAxis> axes) =>
        [.. axes.SelectMany(axis => axis.Lines).GroupBy(line => line.Number).Select(lines => lines.First()).OrderBy(line => line.Number)];

    /// <summary>The same axis with a colour for its quantity.</summary>
    internal PlotAxis Of(int number) =>
        this with { Lines = [.. Lines.Select(line => line with { Number = number, Label = Quantity.ToString() })] };
}

/// <summary>A curve as it is drawn.</summary>
/// <param name="Number">Whose it is, and so its colour.</param>
/// <param name="Label">What the legend says.</param>
/// <param name="Pieces">
/// Its points, in order: s since 1970 or since the test's start, and the value. Between two pieces nothing was read.
/// </param>
internal sealed record PlotLine(int Number, string Label, IReadOnlyList<IReadOnlyList<(double X, double Y)>> Pieces)
{
    internal IEnumerable<(double X, double Y)> Points => Pieces.SelectMany(piece => piece);
}
