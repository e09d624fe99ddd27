namespace MacNet.Data.Plotting;

/// <summary>A plot in lines of text, for a terminal: a panel for each quantity, one above the other.</summary>
public static class TextPlot
{
    /// <summary>The least width that has room for a curve.</summary>
    public const int LeastWidth = 24;

    // As terminals number them: cyan, yellow, green, magenta, red, blue.
    private static readonly int[] Colors = [36, 33, 32, 35, 31, 34];

    /// <summary>Draws a plot. There must be something to draw.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="width">How wide the lines are, at least <see cref="LeastWidth"/>.</param>
    /// <param name="height">How high a panel is, in lines.</param>
    /// <param name="withColors">Whether curves are told apart by a terminal's colours.</param>
    public static IReadOnlyList<string> Draw(Plot plot, int width, int height, bool withColors)
    {
        PlotAxis[] axes = [.. plot.Panels.SelectMany(panel => panel.Axes)];
        Ticks[] values = [.. axes.Select(axis => Ticks.OfAxis(axis, Math.Max(3, (height + 1) / 2)))];
        var left = values.SelectMany(ticks => ticks.Marks).Max(mark => mark.Label.Length) + 1;
        var time = Ticks.OfPlot(plot, axes, Math.Max(2, (width - left) / 12), out var timeLabel);
        string Paint(string text, int number) => withColors ? $"\u001b[{Colors[number % Colors.Length]}m{text}\u001b[0m" : text;
        return
        [
            .. new[] { plot.Options.Title, plot.Caption ?? "" }.Where(text => text.Length > 0),
            .. plot.Caption is null ? PlotAxis.CurvesOf(axes).Select(line => Paint($"— {line.Label}", line.Number)) : [],
            .. axes.SelectMany((axis, i) => Panel(axis, values[i], time, left, width, height, Paint)),
            Times(time, left, width),
            timeLabel.PadLeft((left + width + timeLabel.Length) / 2),
        ];
    }

    private static IEnumerable<string> Panel(
        PlotAxis axis, Ticks values, Ticks time, int left, int width, int height, Func<string, int, string> paint)
    {
        var canvas = new DotCanvas(width - left, height);
        foreach (var line in axis.Lines)
        {
            foreach (var piece in line.Pieces)
                canvas.Line(piece.Select(point => (time.PartOf(point.X), values.PartOf(point.Y))), line.Number);
        }

        var labels = values.Marks.GroupBy(mark => RowOf(values.PartOf(mark.At), height))
            .ToDictionary(marks => marks.Key, marks => marks.First().Label);
        yield return new string(' ', left) + axis.Title;
        for (var row = 0; row < height; row++)
            yield return ((labels.TryGetValue(row, out var label) ? label : "").PadLeft(left - 1) + "│" + canvas.Row(row, paint)).TrimEnd();
    }

    private static int RowOf(double part, int height) => Math.Max(0, Math.Min(height - 1, height - 1 - (int)(part * height)));

    // What would stand upon another label is left out.
    private static string Times(Ticks time, int left, int width)
    {
        var text = new string(' ', left);
        foreach (var (at, label) in time.Marks)
        {
            var from = left + (int)(time.PartOf(at) * (width - left)) - label.Length / 2;
            if (from > text.Length && from + label.Length <= width)
                text = text.PadRight(from) + label;
        }

        return text;
    }
}
