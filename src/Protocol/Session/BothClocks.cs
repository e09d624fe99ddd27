namespace MacNet.Protocol.Session;

/// <summary>A moment by both clocks: the one of a computer that sleeps may stand still, and the other be set.</summary>
internal readonly record struct BothClocks(long Timestamp, DateTimeOffset Time)
{
    internal static BothClocks Now(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>How long ago it was, by the clock that tells more.</summary>
    internal TimeSpan Age(TimeProvider clock)
    {
        var (elapsed, passed) = (clock.GetElapsedTime(Timestamp), clock.GetUtcNow() - Time);
        return elapsed > passed ? elapsed : passed;
    }
}
