namespace MacNet.Data.Live;

/// <summary>Leaves out points of a curve that nobody would see, and keeps each span's lowest and highest.</summary>
internal static class CurveThinning
{
    internal static CurvePoint[] Thin(IReadOnlyList<CurvePoint> points, int most)
    {
        if (points.Count <= most)
            return [.. points];
        var spans = most / 4;
        var kept = new SortedSet<int> { 0, points.Count - 1 };
        for (var span = 0; span < spans; span++)
        {
            var first = (int)((long)points.Count * span / spans);
            var last = (int)((long)points.Count * (span + 1) / spans) - 1;
            Keep(kept, points, first, last, point => point.Voltage);
            Keep(kept, points, first, last, point => point.Current);
        }

        return [.. kept.Select(i => points[i])];
    }

    private static void Keep(SortedSet<int> kept, IReadOnlyList<CurvePoint> points, int first, int last, Func<CurvePoint, double?> value)
    {
        var (lowest, highest) = (first, first);
        for (var i = first + 1; i <= last; i++)
        {
            if (value(points[i]) < value(points[lowest]))
                lowest = i;
            if (value(points[i]) > value(points[highest]))
                highest = i;
        }

        kept.Add(lowest);
        kept.Add(highest);
    }
}
