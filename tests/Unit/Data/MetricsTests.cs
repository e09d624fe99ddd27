using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using MacNet.Data;
using MacNet.Data.Live;
using MacNet.Data.Metrics;
using MacNet.Tests.Unit.Module;
using MacNet.Tests.Unit.Time;
using Xunit;

namespace MacNet.Tests.Unit.Data;

/// <summary>Metrics of a tester that has one channel with all that a channel can tell.</summary>
public partial class MetricsTests
{
    private readonly ManualTime time = new();
    private readonly LabPicture picture;

    public MetricsTests()
    {
        picture = new LabPicture(time);
        picture.Expect("lab \"1\"\\", TimeSpan.FromSeconds(1));
        picture.Take("lab \"1\"\\", [Readings.Of(60, channel: 7) with
        {
            Session = "lab \"1\"\\",
            Cycle = 2,
            Step = 3,
            Capacity = 0.5,
            Energy = 1.75,
            Auxiliaries = [new AuxiliaryValue(1, 31.5, "C"), new AuxiliaryValue(2, -2500, "C")],
        }]);
        time.AdvanceSeconds(5);
    }

    [Fact]
    public void The_documentation_lists_all_metrics_with_what_they_are()
    {
        var listed = Row().Matches(File.ReadAllText(Path.Combine(TheModule.Root, "docs", "dashboard.md")))
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value));
        Assert.Equal(LabMetrics.All.Select(metric => (metric.Name, metric.Help)), listed);
    }

    [Fact]
    public void All_that_is_known_is_in_the_text_for_Prometheus()
    {
        var text = PrometheusText.Of(picture.Testers, time.GetUtcNow());
        Assert.All(LabMetrics.All, metric => Assert.Contains($"# TYPE {metric.Name} gauge\n", text));
        Assert.Contains("macnet_tester_answer_age_seconds{tester=\"lab \\\"1\\\"\\\\\"} 5\n", text);
        Assert.Contains("macnet_channel_voltage_volts{tester=\"lab \\\"1\\\"\\\\\",channel=\"7\"} 3.7\n", text);
        Assert.Contains("channel=\"7\",input=\"1\"} 31.5\n", text);
        Assert.DoesNotContain("-2500", text);
    }

    [Fact]
    public void Of_a_tester_that_is_away_only_that_is_told()
    {
        picture.Miss("lab \"1\"\\", "No answer.");
        var text = PrometheusText.Of(picture.Testers, time.GetUtcNow());
        Assert.Contains("macnet_tester_up{tester=\"lab \\\"1\\\"\\\\\"} 0\n", text);
        Assert.DoesNotContain("macnet_channel_", text);
    }

    [Fact]
    public void The_meter_has_the_same_names_and_values()
    {
        using var meter = new LabMeter(picture, time);
        var heard = new List<(string, double, string)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == LabMeter.Name)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            heard.Add((instrument.Name, value, string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        listener.Start();
        listener.RecordObservableInstruments();
        var expected = from metric in LabMetrics.All
                       from sample in metric.Samples(picture.Testers, time.GetUtcNow())
                       select (metric.Name, sample.Value, string.Join(",", sample.Labels.Select(label => $"{label.Key}={label.Value}")));
        Assert.Equal(expected.Order(), heard.Order());
        Assert.Equal(LabMetrics.All.Count, heard.Count);
    }

    [GeneratedRegex(@"^\| (macnet_\w+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
