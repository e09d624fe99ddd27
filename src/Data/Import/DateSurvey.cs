namespace MacNet.Data.Import;

/// <summary>Finds out what the dates of a file tell: whether the month or the day is first, and what its times count.</summary>
internal sealed class DateSurvey
{
    private readonly int[] votes = new int[3];
    private bool monthFirst = true, dayFirst = true;
    private Clock? first, last;
    private double? firstTime, lastTime;

    /// <summary>How many s a unit of time is; null where the dates do not tell.</summary>
    internal double? TimeScale
    {
        get
        {
            var best = Array.IndexOf(votes, votes.Max());
            var isClear = votes[best] > 0 && votes[best] >= votes.Sum() * 0.8;
            return !isClear ? null : best switch { 1 => 60, 2 => 3600, _ => 1 };
        }
    }

    /// <summary>Takes the date and time of a line.</summary>
    /// <param name="clock">The date and time.</param>
    /// <param name="time">The test time, in whatever the file counts.</param>
    internal void Add(Clock clock, double? time)
    {
        Exclude(clock);
        if (last is { } before && time > lastTime)
        {
            var passed = (clock.TimeOfDay - before.TimeOfDay).TotalSeconds;
            Vote(passed < 0 ? passed + 86400 : passed, (time - lastTime).Value);
        }

        if (first is null)
            (first, firstTime) = (clock, time);
        (last, lastTime) = (clock, time ?? lastTime);
    }

    /// <summary>The order of dates.</summary>
    /// <param name="path">The file, for the error.</param>
    /// <param name="preamble">What stands above the columns.</param>
    /// <param name="timeScale">How many s a unit of time is.</param>
    /// <exception cref="ImportException">Both can be read.</exception>
    internal DateOrder Order(string path, Preamble preamble, double timeScale)
    {
        if (first is { HasDate: false } && preamble.TestDate is { IsPlain: false } day)
            return OrderOf(path, day);
        if (first is not { HasDate: true, IsPlain: false } clock)
            return DateOrder.MonthFirst;
        if (monthFirst == dayFirst && preamble.Dates.Any(date => date is { IsPlain: true, HasDate: true }))
            Decide(order => clock.Date(order) is { } date && IsAmong(preamble.Dates, date.Date));
        if (monthFirst == dayFirst)
            Decide(order => Agrees(order, timeScale));
        return OrderOf(path, clock);
    }

    /// <summary>Takes a date that only one order can be of into account.</summary>
    internal void Exclude(Clock clock)
    {
        if (clock is not { HasDate: true, IsPlain: false } || monthFirst != dayFirst)
            return;
        monthFirst &= clock.Fits(DateOrder.MonthFirst);
        dayFirst &= clock.Fits(DateOrder.DayFirst);
    }

    private void Vote(double passed, double counted)
    {
        if (passed < 5)
            return;
        var ratio = passed / counted;
        if (ratio is > 0.7 and < 1.4)
            votes[0]++;
        else if (ratio is > 42 and < 85)
            votes[1]++;
        else if (ratio is > 2500 and < 5000)
            votes[2]++;
    }

    private void Decide(Func<DateOrder, bool> isPossible)
    {
        var (month, day) = (isPossible(DateOrder.MonthFirst), isPossible(DateOrder.DayFirst));
        if (month != day)
            (monthFirst, dayFirst) = (month, day);
    }

    private static bool IsAmong(IEnumerable<Clock> dates, DateTime day) =>
        dates.Any(date => date.IsPlain && date.Date(DateOrder.MonthFirst)?.Date == day);

    private bool Agrees(DateOrder order, double timeScale)
    {
        var counted = (lastTime - firstTime) * timeScale;
        return (last!.Value.Date(order) - first!.Value.Date(order)) is { } span
            && Math.Abs(span.TotalSeconds - (counted ?? 0)) < 43200 + (0.1 * (counted ?? 0));
    }

    private DateOrder OrderOf(string path, Clock clock)
    {
        if (monthFirst != dayFirst)
            return monthFirst ? DateOrder.MonthFirst : DateOrder.DayFirst;
        if (IsSame(clock) && (!last!.Value.HasDate || IsSame(last.Value)))
            return DateOrder.MonthFirst;
        throw new ImportException("DateOrderAmbiguous", FormattableString.Invariant(
            $"'{path}' begins on {clock.Date(DateOrder.MonthFirst):d MMMM yyyy} or on {clock.Date(DateOrder.DayFirst):d MMMM yyyy}: its dates do not tell whether the month or the day is first."));
    }

    private static bool IsSame(Clock clock) => clock.Date(DateOrder.MonthFirst) == clock.Date(DateOrder.DayFirst);
}
