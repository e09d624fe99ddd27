namespace MacNet.Data;

/// <summary>Makes times of the seconds that files have.</summary>
internal static class Spans
{
    /// <summary>To the nearest 100 ns, on every .NET.</summary>
    internal static TimeSpan OfSeconds(double seconds) => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
