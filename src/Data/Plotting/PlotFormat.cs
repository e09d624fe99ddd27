using System.Text;

namespace MacNet.Data.Plotting;

/// <summary>The forms in which a plot can be written, by the extension of its file.</summary>
public static class PlotFormat
{
    private static readonly Dictionary<string, Func<Plot, byte[]>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = plot => Encoding.UTF8.GetBytes(SvgCanvas.Draw(new PlotDrawing(plot))),
        [".pdf"] = plot => PdfCanvas.Draw(new PlotDrawing(plot)),
        [".html"] = plot => Encoding.UTF8.GetBytes(HtmlPlot.Write(plot)),
    };

    /// <summary>The extensions.</summary>
    public static IReadOnlyCollection<string> Extensions => Known.Keys;

    /// <summary>Whether a file can be written, by its extension.</summary>
    public static bool IsKnown(string path) => Known.ContainsKey(Path.GetExtension(path));

    /// <summary>A plot in the form that a file's extension says. There must be something to draw.</summary>
    public static byte[] Write(Plot plot, string path) => Known[Path.GetExtension(path)](plot);

    /// <summary>The letters of a plot's texts that a form has not; a question mark stands for them.</summary>
    public static string LettersMissing(Plot plot, string path)
    {
        if (!string.Equals(Path.GetExtension(path), ".pdf", StringComparison.OrdinalIgnoreCase))
            return "";
        var lines = plot.Panels.SelectMany(panel => panel.Axes).SelectMany(axis => axis.Lines);
        var texts = lines.Select(line => line.Label).Append(plot.Caption ?? "").Append(plot.Options.Title);
        return string.Concat(texts.SelectMany(text => text).Where(letter => !PdfCanvas.Has(letter)).Distinct());
    }
}
