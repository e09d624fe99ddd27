using MacNet.Data.Live;

namespace MacNet.Data.Logging;

/// <summary>
/// Curves of before somebody began to look, from logs. A log may be long: a channel is read at most once a minute, unless more is wanted
/// than was read, and what is kept of it is thinned. Safe for several threads.
/// </summary>
/// <param name="read">Gives the readings of a tester that logs have.</param>
/// <param name="clock">The clock.</param>
public sealed class KeptCurves(Func<string, LogQuery, IEnumerable<LogReading>> read, TimeProvider clock)
{
    private const int MostPoints = 4000;
    private const int MostChannels = 64;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly object gate = new();
    private readonly Dictionary<(string Session, int Channel), Kept> curves = [];

    /// <summary>The points of a channel from a time on. What no log can tell is none.</summary>
    public IEnumerable<CurvePoint> Of(string session, int channel, DateTimeOffset after)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!curves.TryGetValue((session, channel), out var kept) || kept.After > after || now - kept.ReadAt >= Fresh)
            {
                if (curves.Count >= MostChannels)
                    curves.Clear();
                curves[(session, channel)] = kept = new Kept(after, now, Read(session, channel, after));
            }

            return kept.Points.Where(point => point.Time >= after);
        }
    }

    private CurvePoint[] Read(string session, int channel, DateTimeOffset after)
    {
        bool IsWanted(string name) => string.Equals(name, session, StringComparison.OrdinalIgnoreCase);
        var query = new LogQuery { Session = IsWanted, Channels = [channel], After = after };
        try
        {
            var points = from reading in read(session, query)
                         where reading is { ReadAt: not null, Voltage: not null }
                         select new CurvePoint(reading.ReadAt!.Value, reading.Voltage, reading.SignedCurrent, reading.HottestTemperature());
            return CurveThinning.Thin([.. points.OrderBy(point => point.Time)], MostPoints);
        }
        catch (LogException)
        {
            // Who looks sees what there is; what is wrong with a log is told by who reads it.
            return [];
        }
    }

    private sealed record Kept(DateTimeOffset After, DateTimeOffset ReadAt, CurvePoint[] Points);
}
