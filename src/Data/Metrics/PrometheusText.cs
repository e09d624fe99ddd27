using System.Globalization;
using System.Text;
using MacNet.Data.Live;

namespace MacNet.Data.Metrics;

/// <summary>What is known of testers in Prometheus' text format, 0.0.4.</summary>
public static class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes all metrics of some testers.</summary>
    /// <param name="testers">The testers.</param>
    /// <param name="now">The time, UTC.</param>
    public static string Of(IReadOnlyCollection<TesterPicture> testers, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var metric in LabMetrics.All)
        {
            var samples = metric.Samples(testers, now).Where(sample => !double.IsNaN(sample.Value)).ToArray();
            if (samples.Length == 0)
                continue;
            text.Append("# HELP ").Append(metric.Name).Append(' ').Append(metric.Help).Append('\n');
            text.Append("# TYPE ").Append(metric.Name).Append(" gauge\n");
            foreach (var sample in samples)
                Append(text, metric.Name, sample);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, LabSample sample)
    {
        text.Append(name).Append('{');
        text.Append(string.Join(",", sample.Labels.Select(label => $"{label.Key}=\"{Escaped(label.Value)}\"")));
        text.Append("} ").Append(sample.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escaped(string value) => ShownText.Of(value).Replace("\\", "\\\\").Replace("\"", "\\\"");
}
