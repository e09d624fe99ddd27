#if NET8_0_OR_GREATER
using System.Diagnostics.Metrics;
using MacNet.Data.Live;

namespace MacNet.Data.Metrics;

/// <summary>
/// The same metrics as those of <see cref="LabMetrics"/>, for who collects by System.Diagnostics.Metrics, as OpenTelemetry does.
/// </summary>
public sealed class LabMeter : IDisposable
{
    /// <summary>The meter's name, by which it is subscribed to.</summary>
    public const string Name = "MacNet";

    private readonly Meter meter = new(Name);

    /// <summary>Publishes a picture of the lab.</summary>
    public LabMeter(LabPicture picture, TimeProvider clock)
    {
        foreach (var metric in LabMetrics.All)
        {
            meter.CreateObservableGauge(
                metric.Name,
                () => metric.Samples(picture.Testers, clock.GetUtcNow())
                    .Select(sample => new Measurement<double>(sample.Value, TagsOf(sample))),
                description: metric.Help);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static IEnumerable<KeyValuePair<string, object?>> TagsOf(LabSample sample) =>
        sample.Labels.Select(label => new KeyValuePair<string, object?>(label.Key, label.Value));
}
#endif
