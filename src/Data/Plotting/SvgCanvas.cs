using System.Globalization;
using System.Security;
using System.Text;

namespace MacNet.Data.Plotting;

/// <summary>A plot as SVG: light or dark as the reader has it.</summary>
internal sealed class SvgCanvas : ICanvas
{
    private readonly StringBuilder body = new();

    internal static string Draw(PlotDrawing drawing)
    {
        var canvas = new SvgCanvas();
        drawing.Draw(canvas);
        var size = FormattableString.Invariant($"{PlotDrawing.Width:0} {drawing.Height:0}");
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{size.Split(' ')[0]}" height="{size.Split(' ')[1]}" role="img">
            <title>{Escaped(drawing.Title)}</title>
            <style>{Style}</style>
            <rect class="p" width="100%" height="100%"/>
            {canvas.body}</svg>

            """.Replace("\r\n", "\n");
    }

    public void Line(IEnumerable<(double X, double Y)> points, Ink ink)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
            path.Append(path.Length == 0 ? 'M' : ' ').Append(Number(x)).Append(' ').Append(Number(y));
        // A line of no length shows as a point, by its round ends.
        if (path.ToString().Count(letter => letter == ' ') == 1)
            path.Append("h0");
        var dashes = ink.Dashes == 0 ? "" : $" stroke-dasharray=\"{DashesOf(ink)}\"";
        body.Append($"<path class=\"{ClassOf(ink)}\"{dashes} d=\"{path}\"/>\n");
    }

    public void Text(double x, double y, string text, Ink ink, double size, Anchor anchor = Anchor.Start, bool bold = false)
    {
        if (text.Length == 0)
            return;
        var where = anchor switch { Anchor.Start => "", Anchor.Middle => " text-anchor=\"middle\"", _ => " text-anchor=\"end\"" };
        var weight = bold ? " font-weight=\"600\"" : "";
        body.Append(
            $"<text class=\"{ClassOf(ink)}t\" x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\"{where}{weight}>{Escaped(text)}</text>\n");
    }

    internal static string DashesOf(Ink ink) => ink.Dashes switch { 1 => "6 3", 2 => "2 3", 3 => "9 3 2 3", _ => "1 4" };

    private static string Style =>
        "text{font-family:system-ui,'Segoe UI',Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}"
        + "path{fill:none;stroke-linejoin:round;stroke-linecap:round}"
        + Colors(Palette.LightPaper, Palette.Light)
        + $"@media(prefers-color-scheme:dark){{{Colors(Palette.DarkPaper, Palette.Dark)}}}";

    private static string Colors((string Back, string Text, string Faint, string Grid) paper, IReadOnlyList<string> curves)
    {
        var style = new StringBuilder(
            $".p{{fill:{paper.Back}}}.tt{{fill:{paper.Text}}}.ft{{fill:{paper.Faint}}}.f{{stroke:{paper.Faint}}}.g{{stroke:{paper.Grid}}}");
        for (var i = 0; i < curves.Count; i++)
            style.Append($".c{i}{{stroke:{curves[i]};stroke-width:1.6}}.c{i}t{{fill:{curves[i]}}}");
        return style.ToString();
    }

    private static string ClassOf(Ink ink) => ink.Kind switch
    {
        InkKind.Text => "t",
        InkKind.Faint => "f",
        InkKind.Grid => "g",
        _ => FormattableString.Invariant($"c{ink.Color}"),
    };

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    // What XML cannot have at all is left out.
    private static string Escaped(string text) =>
        SecurityElement.Escape(new string([.. text.Where(letter => !char.IsControl(letter) && letter < '\ufffe')]))!;
}
