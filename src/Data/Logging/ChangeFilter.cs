namespace MacNet.Data.Logging;

/// <summary>
/// Leaves out readings that say nothing new: the same state, test and step, voltage and current within what is allowed, not for long.
/// </summary>
/// <param name="voltageDelta">The change of voltage that is news, V.</param>
/// <param name="currentDelta">The change of current that is news, A.</param>
/// <param name="heartbeat">After how long a reading is kept at the latest.</param>
public sealed class ChangeFilter(double voltageDelta, double currentDelta, TimeSpan heartbeat)
{
    private readonly Dictionary<(string Session, int Channel), LogReading> kept = [];

    /// <summary>What is left of a batch.</summary>
    public LogBatch Apply(LogBatch batch) => batch with { Readings = [.. batch.Readings.Where(IsNews)] };

    private bool IsNews(LogReading reading)
    {
        var key = (reading.Session, reading.Channel);
        if (kept.TryGetValue(key, out var former) && !Differs(former, reading))
            return false;
        kept[key] = reading with { Cycle = reading.Cycle ?? former?.Cycle, Step = reading.Step ?? former?.Step };
        return true;
    }

    private bool Differs(LogReading former, LogReading now) =>
        (former.State, former.Activity, former.Reason, former.TestName) != (now.State, now.Activity, now.Reason, now.TestName)
        || (now.Step is not null && (former.Cycle, former.Step) != (now.Cycle, now.Step))
        || IsBeyond(former.Voltage, now.Voltage, voltageDelta)
        || IsBeyond(former.SignedCurrent, now.SignedCurrent, currentDelta)
        || !(now.ReadAt >= former.ReadAt && now.ReadAt - former.ReadAt < heartbeat);

    private static bool IsBeyond(double? former, double? now, double delta) =>
        former.HasValue != now.HasValue
            || (former is { } one && now is { } other && Math.Abs(one - other) is var change && change > 0 && change >= delta);
}
