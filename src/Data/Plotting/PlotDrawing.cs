namespace MacNet.Data.Plotting;

/// <summary>Lays a plot out: panels above the same axis of time, each curve in one colour in all of them.</summary>
internal sealed class PlotDrawing
{
    internal const double Width = 960;
    private const double Edge = 16;
    private const double Small = 12;
    private const double Large = 16;
    private const double LegendRow = 18;

    // The fonts of some systems are wider than Helvetica.
    private const double WideFont = 1.15;

    private readonly Plot plot;
    private readonly IReadOnlyList<PlotPanel> panels;
    private readonly IReadOnlyList<IReadOnlyList<Ticks>> values;
    private readonly Ticks time;
    private readonly string timeLabel;
    private readonly double left;
    private readonly double right;
    private readonly double panelHeight;
    private readonly List<IReadOnlyList<LegendItem>> legend;

    internal PlotDrawing(Plot plot)
    {
        this.plot = plot;
        panels = plot.Panels;
        panelHeight = panels.Count == 1 ? 340 : panels.Count == 2 ? 220 : 170;
        values = [.. panels.Select(panel => panel.Axes.Select(axis => Ticks.OfAxis(axis, (int)(panelHeight / 34))).ToArray())];
        left = Edge + 8 + RoomFor(values.Select(axes => axes[0]));
        right = Width - Edge - 12 - RoomFor(values.SelectMany(axes => axes.Skip(1)));
        time = Ticks.OfPlot(plot, Axes, 12, out timeLabel);
        legend = RowsOf([.. Legend()]);
    }

    internal double Height => Top + panels.Count * (panelHeight + 34) + 44;

    internal string Title => plot.Options.Title;

    private IEnumerable<PlotAxis> Axes => panels.SelectMany(panel => panel.Axes);

    private double Top => Edge + (Title.Length > 0 ? 24 : 0) + legend.Count * LegendRow;

    internal void Draw(ICanvas canvas)
    {
        canvas.Text(Edge, Edge + Large, Title, new(InkKind.Text), Large, bold: true);
        DrawLegend(canvas, Edge + (Title.Length > 0 ? 24 : 0));
        for (var i = 0; i < panels.Count; i++)
            DrawPanel(canvas, panels[i], values[i], Top + 28 + i * (panelHeight + 34), isLast: i == panels.Count - 1);
        canvas.Text((left + right) / 2, Height - Edge + 4, timeLabel, new(InkKind.Faint), Small, Anchor.Middle);
    }

    private void DrawLegend(ICanvas canvas, double top)
    {
        for (var row = 0; row < legend.Count; row++)
        {
            var (x, y) = (Edge, top + row * LegendRow + 14);
            foreach (var (label, number) in legend[row])
            {
                if (number is { } curve)
                    canvas.Line([(x, y - 4), (x + 22, y - 4)], new(InkKind.Curve, curve));
                canvas.Text(number is null ? x : x + 28, y, label, new(InkKind.Text), Small);
                x += LegendWidth(label);
            }
        }
    }

    private void DrawPanel(ICanvas canvas, PlotPanel panel, IReadOnlyList<Ticks> axes, double top, bool isLast)
    {
        DrawTimes(canvas, top, isLast);
        for (var i = 0; i < axes.Count; i++)
            DrawAxis(canvas, axes[i], top, isRight: i > 0);
        for (var i = 0; i < axes.Count; i++)
        {
            var axis = panel.Axes[i];
            var ink = axes.Count == 1 ? new Ink(InkKind.Text) : new Ink(InkKind.Curve, axis.Lines[0].Number);
            canvas.Text(i == 0 ? left : right, top - 8, axis.Title, ink, Small, i == 0 ? Anchor.Start : Anchor.End, bold: true);
            foreach (var line in axis.Lines)
            {
                foreach (var piece in line.Pieces)
                    canvas.Line(piece.Select(point => (X(point.X), Y(axes[i], top, point.Y))), new(InkKind.Curve, line.Number));
            }
        }
    }

    private void DrawTimes(ICanvas canvas, double top, bool isLast)
    {
        foreach (var (at, label) in time.Marks)
        {
            canvas.Line([(X(at), top), (X(at), top + panelHeight)], new(InkKind.Grid));
            if (isLast)
                canvas.Text(X(at), top + panelHeight + 16, label, new(InkKind.Faint), Small, Anchor.Middle);
        }
    }

    // The marks of the left axis are lines to guide the eye; those of the right one would be in their way.
    private void DrawAxis(ICanvas canvas, Ticks axis, double top, bool isRight)
    {
        foreach (var (at, label) in axis.Marks)
        {
            var y = Y(axis, top, at);
            canvas.Line([(isRight ? right - 5 : left, y), (right, y)], new(isRight || at == 0 ? InkKind.Faint : InkKind.Grid));
            canvas.Text(isRight ? right + 6 : left - 6, y + 4, label, new(InkKind.Faint), Small, isRight ? Anchor.Start : Anchor.End);
        }
    }

    private double X(double at) => left + time.PartOf(at) * (right - left);

    private double Y(Ticks axis, double top, double at) => top + panelHeight - axis.PartOf(at) * panelHeight;

    private static double RoomFor(IEnumerable<Ticks> axes) =>
        axes.SelectMany(axis => axis.Marks).Select(mark => Lettering.Width(mark.Label, Small)).DefaultIfEmpty(0).Max();

    private IEnumerable<LegendItem> Legend()
    {
        var curves = PlotAxis.CurvesOf(Axes).Select(line => new LegendItem(line.Label, line.Number));
        return plot.Caption is { } caption ? curves.Prepend(new(caption, null)) : curves;
    }

    private static double LegendWidth(string label) => 46 + WideFont * Lettering.Width(label, Small);

    private static List<IReadOnlyList<LegendItem>> RowsOf(IReadOnlyList<LegendItem> items)
    {
        var rows = new List<IReadOnlyList<LegendItem>>();
        var row = new List<LegendItem>();
        var width = 0.0;
        foreach (var item in items)
        {
            if (row.Count > 0 && width + LegendWidth(item.Label) > Width - 2 * Edge)
            {
                rows.Add(row);
                (row, width) = ([], 0);
            }

            row.Add(item);
            width += LegendWidth(item.Label);
        }

        rows.Add(row);
        return rows;
    }

    /// <summary>A text of the legend.</summary>
    /// <param name="Label">The text.</param>
    /// <param name="Number">Which curve it tells; null for what is about all of them.</param>
    private readonly record struct LegendItem(string Label, int? Number);
}
