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
            json.WriteString("over", plot.Over.ToString());
            Write(json, "light", Palette.Light, json.WriteStringValue);
            Write(json, "dark", Palette.Dark, json.WriteStringValue);
            Write(json, "panels", plot.Panels, panel => Write(json, panel));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, PlotPanel panel)
    {
        json.WriteStartObject();
        json.WriteString("title", panel.Title);
        json.WriteString("unit", panel.Unit);
        Write(json, "lines", panel.Lines, line =>
        {
            json.WriteStartObject();
            json.WriteNumber("number", line.Number);
            json.WriteString("label", line.Label);
            Write(json, "x", line.Points, point => json.WriteNumberValue(Math.Round(point.X, 3)));
            Write(json, "y", line.Points, point => json.WriteNumberValue(point.Y));
            json.WriteEndObject();
        });
        json.WriteEndObject();
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
