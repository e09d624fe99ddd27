using System.Diagnostics;
using MacNet.Data;
using MacNet.Data.Plotting;
using MacNet.Protocol.Messages;

namespace MacNet.Benchmarks;

/// <summary>How long it takes to draw a million readings.</summary>
internal static class PlotFigures
{
    private const int Count = 1_000_000;

    internal static void Run()
    {
        Console.WriteLine(FormattableString.Invariant($"{Count:N0} readings"));
        Draw(channels: 1);
        foreach (var channels in (int[])[1, 8])
            Console.WriteLine($"of {channels} {(channels == 1 ? "channel" : "channels")}: {Draw(channels)}");
    }

    private static string Draw(int channels)
    {
        var readings = Enumerable.Range(0, Count).Select(i => Reading(i / channels, 1 + i % channels)).ToArray();
        var watch = Stopwatch.StartNew();
        var plot = new Plot(new PlotOptions());
        foreach (var reading in readings)
            plot.Add(reading);
        var parts = new List<string> { $"taken in {Seconds(watch)}" };
        foreach (var extension in PlotFormat.Extensions)
        {
            watch.Restart();
            var file = PlotFormat.Write(plot, "plot" + extension);
            parts.Add(FormattableString.Invariant($"{extension} of {file.Length / 1000} kB in {Seconds(watch)}"));
        }

        return string.Join(", ", parts);
    }

    private static string Seconds(Stopwatch watch) => FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:0.00} s");

    private static LogReading Reading(int second, int channel) => new()
    {
        Session = "tester1",
        Channel = channel,
        TestName = "cell",
        State = ChannelState.Active,
        Voltage = 3.7 + 0.4 * Math.Sin(second / 3000.0) + 0.001 * (second % 7),
        SignedCurrent = Math.Sign(Math.Cos(second / 3000.0)),
        Auxiliaries = second % 10 == 0 ? [new AuxiliaryValue(1, 25 + second % 100 / 20.0, "C")] : [],
        ReadAt = new DateTimeOffset(2026, 3, 5, 12, 0, 0, TimeSpan.Zero).AddSeconds(second),
    };
}
