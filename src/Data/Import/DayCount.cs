namespace MacNet.Data.Import;

/// <summary>Counts the days of a file whose times have no date: a time of day earlier than the one before is of a later day.</summary>
/// <param name="firstDay">The day of the first time.</param>
internal sealed class DayCount(DateTime firstDay)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Two lines of one second may be the wrong way round, and a clock may be put back for winter.
    private static readonly TimeSpan Back = TimeSpan.FromHours(2);
    private DateTime? latest;
    private TimeSpan? latestTest;

    /// <summary>The date and time of a line.</summary>
    /// <param name="time">The time of day.</param>
    /// <param name="testTime">The test time, which tells how many days have passed.</param>
    internal DateTime At(TimeSpan time, TimeSpan? testTime)
    {
        var found = latest is { } former ? After(former, time, testTime) : firstDay + time;
        (latest, latestTest) = (found, testTime ?? latestTest);
        return found;
    }

    private DateTime After(DateTime former, TimeSpan time, TimeSpan? testTime)
    {
        var passed = testTime - latestTest is { } counted && counted > TimeSpan.Zero ? counted : TimeSpan.Zero;
        var expected = former + passed;
        var found = expected.Date + time;
        if (expected - found > TimeSpan.FromHours(12))
            found += Day;
        else if (found - expected > TimeSpan.FromHours(12) && found - Day >= former - Back)
            found -= Day;
        return found < former - Back ? found + Day : found;
    }
}
