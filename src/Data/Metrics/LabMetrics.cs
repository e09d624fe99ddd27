using System.Globalization;
using MacNet.Data.Live;
using MacNet.Protocol.Messages;

namespace MacNet.Data.Metrics;

/// <summary>A value of a metric.</summary>
/// <param name="Value">The value, in the unit that the metric's name says.</param>
/// <param name="Labels">What it is the value of.</param>
public sealed record LabSample(double Value, IReadOnlyList<KeyValuePair<string, string>> Labels);

/// <summary>A metric of the lab: a gauge.</summary>
/// <param name="Name">Its name, with its unit, as Prometheus wants it.</param>
/// <param name="Help">What it is, in a sentence.</param>
/// <param name="Samples">Its values.</param>
public sealed record LabMetric(
    string Name, string Help, Func<IReadOnlyCollection<TesterPicture>, DateTimeOffset, IEnumerable<LabSample>> Samples);

/// <summary>The metrics that there are. docs/dashboard.md lists them too, and a test compares.</summary>
public static class LabMetrics
{
    /// <summary>All metrics, in the order of their names' importance.</summary>
    public static IReadOnlyList<LabMetric> All { get; } =
    [
        new("macnet_tester_up", "Whether the tester answered when it was asked last: 1 or 0.", (testers, _) => testers.Select(tester =>
            new LabSample(tester is { Problem: null, AnsweredAt: not null } ? 1 : 0, [Label("tester", tester.Session)]))),
        new("macnet_tester_answer_age_seconds", "Time since the tester answered last.", (testers, now) => testers.Where(tester => tester.AnsweredAt is not null).Select(tester =>
            new LabSample((now - tester.AnsweredAt!.Value).TotalSeconds, [Label("tester", tester.Session)]))),
        new("macnet_tester_channels", "Number of channels in a state.", (testers, _) =>
            from tester in testers
            from state in tester.Channels.GroupBy(reading => reading.State)
            where state.Key is not null
            select new LabSample(state.Count(), [Label("tester", tester.Session), Label("state", state.Key.ToString()!)])),
        Channel("macnet_channel_state_code", "The channel's state as MacNet numbers it: 2 is active, 4 completed, 5 a problem.", reading => (int?)reading.State),
        Channel("macnet_channel_problem", "Whether the channel is in a state that somebody must see to: 1 or 0.", reading =>
            reading.State is { } state ? state is ChannelState.Problem or ChannelState.PowerFail or ChannelState.Shutdown ? 1 : 0 : null),
        Channel("macnet_channel_voltage_volts", "Voltage of the channel.", reading => reading.Voltage),
        Channel("macnet_channel_current_amperes", "Current of the channel: above 0 charges the cell.", reading => reading.SignedCurrent),
        Channel("macnet_channel_test_time_seconds", "Time since the test's start.", reading => reading.TestTime?.TotalSeconds),
        Channel("macnet_channel_cycle", "Cycle of the test.", reading => reading.Cycle),
        Channel("macnet_channel_step", "Step of the procedure.", reading => reading.Step),
        Channel("macnet_channel_capacity_ah", "Capacity as the tester counts it, in Ah.", reading => reading.Capacity),
        Channel("macnet_channel_energy_wh", "Energy as the tester counts it, in Wh.", reading => reading.Energy),
        new("macnet_channel_temperature_celsius", "Temperature of an auxiliary input of the channel.", (testers, _) =>
            from reading in Answering(testers)
            from input in reading.Temperatures()
            select new LabSample(input.Value, [.. LabelsOf(reading), Label("input", Text(input.Number))])),
    ];

    private static LabMetric Channel(string name, string help, Func<LogReading, double?> value) => new(name, help, (testers, _) =>
        from reading in Answering(testers)
        let found = value(reading)
        where found is not null
        select new LabSample(found.Value, LabelsOf(reading)));

    // What a tester that is away said before it went is no value of now.
    private static IEnumerable<LogReading> Answering(IEnumerable<TesterPicture> testers) =>
        testers.Where(tester => tester.Problem is null).SelectMany(tester => tester.Channels);

    private static KeyValuePair<string, string>[] LabelsOf(LogReading reading) =>
        [Label("tester", reading.Session), Label("channel", Text(reading.Channel))];

    private static KeyValuePair<string, string> Label(string name, string value) => new(name, value);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
