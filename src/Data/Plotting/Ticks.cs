using System.Globalization;

namespace MacNet.Data.Plotting;

/// <summary>Where an axis has its lines, and what stands beside them.</summary>
internal sealed class Ticks
{
    private static readonly double[] Spans =
    [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000,
        7776000, 31536000,
    ];

    private Ticks(double low, double high, IReadOnlyList<(double At, string Label)> marks) => (Low, High, Marks) = (low, high, marks);

    internal double Low { get; }

    internal double High { get; }

    internal IReadOnlyList<(double At, string Label)> Marks { get; }

    /// <summary>Where a value is on the axis, from 0 to 1.</summary>
    internal double PartOf(double at) => (at - Low) / (High - Low);

    /// <summary>The horizontal axis of a plot.</summary>
    internal static Ticks OfPlot(Plot plot, IEnumerable<PlotAxis> axes, int most, out string label)
    {
        double[] ends =
        [
            .. axes.SelectMany(axis => axis.Lines).SelectMany(line => (double[])[line.Points.First().X, line.Points.Last().X]),
        ];
        if (plot.Over == PlotOver.TestTime)
        {
            var axis = OfTestTime(ends.Min(), ends.Max(), most, out var unit);
            label = $"Test time ({unit})";
            return axis;
        }

        var zone = plot.Options.TimeZone;
        var (begin, end) = (LocalTime(ends.Min(), zone), LocalTime(ends.Max(), zone));
        label = FormattableString.Invariant($"{begin:yyyy-MM-dd HH:mm:ss} to {end:yyyy-MM-dd HH:mm:ss} (UTC{begin:zzz})");
        return OfTime(ends.Min(), ends.Max(), most, zone);
    }

    /// <summary>The axis of a quantity's values.</summary>
    internal static Ticks OfAxis(PlotAxis axis, int most)
    {
        var all = axis.Lines.SelectMany(line => line.Points).Select(point => point.Y).ToArray();
        return OfValues(all.Min(), all.Max(), most);
    }

    /// <summary>An axis of values, with some room above and below.</summary>
    internal static Ticks OfValues(double low, double high, int most)
    {
        var room = high > low ? (high - low) * 0.04 : Math.Max(Math.Abs(low) * 0.01, 0.001);
        return Even(low - room, high + room, most, 1);
    }

    /// <summary>An axis of time since the test's start, s; the numbers count seconds, minutes or hours.</summary>
    internal static Ticks OfTestTime(double low, double high, int most, out string unit)
    {
        (unit, var size) = high > 7200 ? ("h", 3600) : high > 120 ? ("min", 60) : ("s", 1);
        return Even(low, high > low ? high : low + size, most, size);
    }

    /// <summary>An axis of times, s since 1970, at round times of a zone. Where a day begins its date stands.</summary>
    internal static Ticks OfTime(double low, double high, int most, TimeZoneInfo zone)
    {
        high = high > low ? high : low + 1;
        var step = Spans.FirstOrDefault(span => (high - low) / span <= most) is > 0 and var found ? found : Spans[Spans.Length - 1];
        var marks = new List<(double, string)>();
        for (var local = Math.Ceiling(Local(low, zone) / step) * step; local - Local(high, zone) <= 0; local += step)
            marks.Add((local - Offset(low + local - Local(low, zone), zone), LabelOf(local, step)));
        return new Ticks(low, high, marks);
    }

    internal static DateTimeOffset LocalTime(double seconds, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)), zone);

    private static Ticks Even(double low, double high, int most, double unit)
    {
        var step = Step((high - low) / unit / most);
        var digits = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        var marks = new List<(double, string)>();
        for (var i = (long)Math.Ceiling(low / unit / step); i * step * unit <= high; i++)
            marks.Add((i * step * unit, (i * step).ToString($"F{digits}", CultureInfo.InvariantCulture)));
        return new Ticks(low, high, marks);
    }

    // The next of 1, 2 and 5 times a power of ten.
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least / power <= 1 ? 1 : least / power <= 2 ? 2 : least / power <= 5 ? 5 : 10);
    }

    private static string LabelOf(double local, double step) => AsDate(local) switch
    {
        var time when time.TimeOfDay == TimeSpan.Zero => time.ToString(step >= 31536000 ? "yyyy" : "d MMM", CultureInfo.InvariantCulture),
        var time => time.ToString(step < 60 ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture),
    };

    private static double Local(double seconds, TimeZoneInfo zone) => seconds + Offset(seconds, zone);

    private static double Offset(double seconds, TimeZoneInfo zone) =>
        zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))).TotalSeconds;

    private static DateTime AsDate(double local) => new DateTime(1970, 1, 1).AddMilliseconds(Math.Round(local * 1000));
}
