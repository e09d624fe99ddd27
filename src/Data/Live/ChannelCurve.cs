namespace MacNet.Data.Live;

/// <summary>
/// What a channel did since somebody began to look, in bounded memory: when it is full, every second point goes and the time between
/// points doubles.
/// </summary>
internal sealed class ChannelCurve
{
    private const int Most = 2048;

    private readonly List<CurvePoint> points = [];
    private TimeSpan apart = TimeSpan.Zero;

    private CurvePoint Last => points[points.Count - 1];

    internal void Add(CurvePoint point)
    {
        if (points.Count > 0 && point.Time - Last.Time is var since && (since <= TimeSpan.Zero || since < apart))
            return;
        points.Add(point);
        if (points.Count < Most)
            return;
        for (var i = 0; i < Most / 2; i++)
            points[i] = points[2 * i];
        points.RemoveRange(Most / 2, points.Count - Most / 2);
        apart = TimeSpan.FromTicks((Last.Time - points[0].Time).Ticks / (points.Count - 1));
    }

    internal IReadOnlyList<CurvePoint> After(DateTimeOffset time) => [.. points.Where(point => point.Time >= time)];
}
