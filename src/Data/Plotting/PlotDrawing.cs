namespace MacNet.Data.Plotting;

/// <summary>Lays a plot out: a panel for each quantity above the same axis of time, each curve in one colour in all of them.</summary>
internal sealed class PlotDrawing
{
    internal const double Width = 960;
    private const double Edge = 16;
    private const double Small = 12;
    private const double Large = 16;
    private const double LegendRow = 18;
    private const int MostRows = 6;

    // The fonts of some systems are wider than Helvetica.
    private const double WideFont = 1.15;

    private readonly Plot plot;
    private readonly IReadOnlyList<PlotPanel> panels;
    private readonly IReadOnlyList<Ticks> values;
    private readonly Ticks time;
    private readonly string timeLabel;
    private readonly double left;
    private readonly double panelHeight;
    private readonly List<IReadOnlyList<PlotLine>> legend;

    internal PlotDrawing(Plot plot)
    {
        this.plot = plot;
        panels = plot.Panels;
        panelHeight = panels.Count == 1 ? 340 : panels.Count == 2 ? 220 : 170;
        values = [.. panels.Select(panel => AxisOf(panel, (int)(panelHeight / 34)))];
        left = Edge + 8 + values.SelectMany(axis => axis.Marks).Max(mark => Lettering.Width(mark.Label, Small));
        time = TimeAxis(out timeLabel);
        legend = RowsOf(
            [.. panels.SelectMany(panel => panel.Lines)
                .GroupBy(line => line.Number).Select(lines => lines.First()).OrderBy(line => line.Number)]);
    }

    internal double Height => Top + panels.Count * (panelHeight + 34) + 44;

    internal string Title => plot.Options.Title;

    private static double Right => Width - Edge - 12;

    private double Top => Edge + (Title.Length > 0 ? 24 : 0) + legend.Count * LegendRow;

    internal void Draw(ICanvas canvas)
    {
        canvas.Text(Edge, Edge + Large, Title, new(InkKind.Text), Large, bold: true);
        DrawLegend(canvas, Edge + (Title.Length > 0 ? 24 : 0));
        for (var i = 0; i < panels.Count; i++)
            DrawPanel(canvas, panels[i], values[i], Top + 28 + i * (panelHeight + 34), isLast: i == panels.Count - 1);
        canvas.Text((left + Right) / 2, Height - Edge + 4, timeLabel, new(InkKind.Faint), Small, Anchor.Middle);
    }

    private void DrawLegend(ICanvas canvas, double top)
    {
        for (var row = 0; row < legend.Count; row++)
        {
            var (x, y) = (Edge, top + row * LegendRow + 14);
            foreach (var line in legend[row])
            {
                canvas.Line([(x, y - 4), (x + 22, y - 4)], new(InkKind.Curve, line.Number));
                canvas.Text(x + 28, y, line.Label, new(InkKind.Text), Small);
                x += LegendWidth(line);
            }
        }
    }

    private void DrawPanel(ICanvas canvas, PlotPanel panel, Ticks axis, double top, bool isLast)
    {
        var bottom = top + panelHeight;
        double X(double at) => left + (at - time.Low) / (time.High - time.Low) * (Right - left);
        double Y(double at) => bottom - (at - axis.Low) / (axis.High - axis.Low) * panelHeight;
        canvas.Text(left, top - 8, panel.Title, new(InkKind.Text), Small, bold: true);
        foreach (var (at, label) in axis.Marks)
        {
            canvas.Line([(left, Y(at)), (Right, Y(at))], new(at == 0 ? InkKind.Faint : InkKind.Grid));
            canvas.Text(left - 6, Y(at) + 4, label, new(InkKind.Faint), Small, Anchor.End);
        }

        foreach (var (at, label) in time.Marks)
        {
            canvas.Line([(X(at), top), (X(at), bottom)], new(InkKind.Grid));
            if (isLast)
                canvas.Text(X(at), bottom + 16, label, new(InkKind.Faint), Small, Anchor.Middle);
        }

        foreach (var line in panel.Lines)
            canvas.Line(line.Points.Select(point => (X(point.X), Y(point.Y))), new(InkKind.Curve, line.Number));
    }

    private static Ticks AxisOf(PlotPanel panel, int most)
    {
        var all = panel.Lines.SelectMany(line => line.Points).Select(point => point.Y).ToArray();
        return Ticks.OfValues(all.Min(), all.Max(), most);
    }

    private Ticks TimeAxis(out string label)
    {
        var all = panels.SelectMany(panel => panel.Lines)
            .SelectMany(line => (double[])[line.Points[0].X, line.Points[line.Points.Count - 1].X]).ToArray();
        if (plot.Over == PlotOver.TestTime)
        {
            var axis = Ticks.OfTestTime(all.Min(), all.Max(), 12, out var unit);
            label = $"Test time ({unit})";
            return axis;
        }

        var zone = plot.Options.TimeZone;
        var (begin, end) = (Ticks.LocalTime(all.Min(), zone), Ticks.LocalTime(all.Max(), zone));
        label = FormattableString.Invariant($"{begin:yyyy-MM-dd HH:mm:ss} to {end:yyyy-MM-dd HH:mm:ss} (UTC{begin:zzz})");
        return Ticks.OfTime(all.Min(), all.Max(), 12, zone);
    }

    private static double LegendWidth(PlotLine line) => 46 + WideFont * Lettering.Width(line.Label, Small);

    // What has no room in the last row is left out: the curves are there.
    private static List<IReadOnlyList<PlotLine>> RowsOf(IReadOnlyList<PlotLine> lines)
    {
        var rows = new List<IReadOnlyList<PlotLine>>();
        var row = new List<PlotLine>();
        var width = 0.0;
        foreach (var line in lines)
        {
            if (row.Count > 0 && width + LegendWidth(line) > Width - 2 * Edge)
            {
                rows.Add(row);
                (row, width) = ([], 0);
            }

            row.Add(line);
            width += LegendWidth(line);
        }

        rows.Add(row);
        return [.. rows.Take(MostRows)];
    }
}
