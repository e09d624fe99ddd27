using System.Reflection;

namespace MacNet.Data.Dashboard;

/// <summary>The files of the page, kept in this assembly: the page needs nothing from elsewhere.</summary>
internal static class PageFiles
{
    private static readonly Dictionary<string, (string Resource, string Type)> Known = new(StringComparer.Ordinal)
    {
        ["/"] = ("Page/index.html", "text/html; charset=utf-8"),
        ["/page.css"] = ("Page/page.css", "text/css; charset=utf-8"),
        ["/page.js"] = ("Page/page.js", "text/javascript; charset=utf-8"),
        ["/icon.svg"] = ("Page/icon.svg", "image/svg+xml"),
        ["/uPlot.js"] = ("Web/uPlot.iife.min.js", "text/javascript; charset=utf-8"),
        ["/uPlot.css"] = ("Web/uPlot.min.css", "text/css; charset=utf-8"),
    };

    internal static (byte[] Content, string Type)? Find(string path) =>
        Known.TryGetValue(path, out var file) ? (Read(file.Resource), file.Type) : null;

    private static byte[] Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The resource {name} is missing.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
