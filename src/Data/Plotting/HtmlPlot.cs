using System.Reflection;
using System.Text;
using System.Text.Json;

namespace MacNet.Data.Plotting;

/// <summary>A plot as a page of the web to zoom in, in one file that needs nothing from elsewhere.</summary>
internal static class HtmlPlot
{
    internal static string Write(Plot plot)
    {
        // What tests are called comes last, so that nothing in it is taken for a place.
        return Resource("Plotting/plot.html")
            .Replace("{license}", Resource("Web/uPlot.LICENSE"))
            .Replace("{style}", Resource("Web/uPlot.min.css"))
            .Replace("{script}", Resource("Web/uPlot.iife.min.js"))
            .Replace("{data}", Json(plot));
    }

    // Its writer escapes what could end a script in HTML.
    private static string Json(Plot plot)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("title", plot.Options.Title);
            json.WriteString("caption", plot.Caption);
            json.WriteString("over", plot.Over.ToString());
            Write(json, "light", Palette.Light, json.WriteStringValue);
            Write(json, "dark", Palette.Dark, json.WriteStringValue);
            Write(json, "panels", plot.Panels, panel =>
            {
                json.WriteStartObject();
                Write(json, "axes", panel.Axes, axis => Write(json, axis));
                json.WriteEndObject();
            });
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, PlotAxis axis)
    {
        json.WriteStartObject();
        json.WriteString("title", axis.Title);
        json.WriteString("unit", axis.Unit);
        Write(json, "lines", axis.Lines, line =>
        {
            var points = WithBreaks(line.Pieces).ToArray();
            json.WriteStartObject();
            json.WriteNumber("number", line.Number);
            json.WriteString("label", line.Label);
            Write(json, "x", points, point => json.WriteNumberValue(Math.Round(point.X, 3)));
            Write(json, "y", points, point => Write(json, point.Y));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, double? value)
    {
        if (value is { } number)
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }

    // A point without a value breaks the line.
    private static IEnumerable<(double X, double? Y)> WithBreaks(IReadOnlyList<IReadOnlyList<(double X, double Y)>> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i > 0)
                yield return ((pieces[i - 1][pieces[i - 1].Count - 1].X + pieces[i][0].X) / 2, null);
            foreach (var (x, y) in pieces[i])
                yield return (x, y);
        }
    }

    private static void Write<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    private static string Resource(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The resource {name} is missing.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
