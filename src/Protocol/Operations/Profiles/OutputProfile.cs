namespace MacNet.Protocol.Operations;

/// <summary>
/// A table of times and what a channel is to do from each on, in steps or along straight lines. The last row says when the profile ends.
/// </summary>
public sealed class OutputProfile
{
    /// <summary>The least time between two rows: a tester takes an output of a channel every 100 ms.</summary>
    public static readonly TimeSpan ShortestStep = TimeSpan.FromMilliseconds(110);

    /// <summary>Makes a profile.</summary>
    /// <param name="rows">Its rows, in the order of their times, the first at 0.</param>
    /// <param name="interpolates">Whether values go along straight lines from row to row, in place of steps.</param>
    /// <param name="repeats">How many times it is played, from 1.</param>
    /// <exception cref="ArgumentException">The rows make no profile: the message says which one and why.</exception>
    public OutputProfile(IReadOnlyList<ProfileRow> rows, bool interpolates = false, int repeats = 1)
    {
        (Rows, Interpolates, Repeats) = (rows, interpolates, repeats);
        Check();
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<ProfileRow> Rows { get; }

    /// <summary>Whether values go along straight lines from row to row, in place of steps.</summary>
    public bool Interpolates { get; }

    /// <summary>How many times it is played.</summary>
    public int Repeats { get; }

    /// <summary>How long it takes to be played once.</summary>
    public TimeSpan Pass => Rows[Rows.Count - 1].Time;

    /// <summary>How long it takes, with all repetitions.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks(Pass.Ticks * Repeats);

    /// <summary>What it asks of a cell, with all repetitions.</summary>
    public ProfileSummary Summary => new(this);

    /// <summary>The shortest time from a row to the next.</summary>
    internal TimeSpan Shortest => Steps.Min(step => step.Next.Time - step.Row.Time);

    /// <summary>Each row with the one after it, but for those that take no time.</summary>
    internal IEnumerable<(ProfileRow Row, ProfileRow Next)> Steps =>
        Rows.Zip(Rows.Skip(1), (row, next) => (row, next)).Where(step => step.next.Time > step.row.Time);

    /// <summary>What is to be done at a time; rest from the end on.</summary>
    public ProfileRow At(TimeSpan time)
    {
        if (time >= Duration)
            return new ProfileRow(time);
        var within = Within(time);
        var index = IndexAt(within);
        return Interpolates ? Rows[index].Towards(Rows[index + 1], within) : Rows[index];
    }

    /// <summary>
    /// The next time after one at which something is to be done: a row, or where a row takes longer, each interval after it.
    /// </summary>
    public TimeSpan NextAfter(TimeSpan time, TimeSpan interval)
    {
        var within = Within(time);
        var index = IndexAt(within);
        var (row, end) = (Rows[index].Time, Rows[index + 1].Time);
        var tick = row + TimeSpan.FromTicks(((within - row).Ticks / interval.Ticks + 1) * interval.Ticks);
        return time - within + (tick > end - ShortestStep ? end : tick);
    }

    /// <inheritdoc/>
    public override string ToString() => Summary.ToString();

    private TimeSpan Within(TimeSpan time) => TimeSpan.FromTicks(time.Ticks % Pass.Ticks);

    // The last row that has begun; never the very last, which only ends the profile.
    private int IndexAt(TimeSpan within)
    {
        var (low, high) = (0, Rows.Count - 2);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Rows[middle].Time <= within)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private void Check()
    {
        if (Rows.Count < 2)
            throw new ArgumentException("A profile has two rows at least: the last one says when it ends.");
        if (Repeats < 1)
            throw new ArgumentException($"A profile is played once at least, and not {Repeats} times.");
        if (Rows[0].Time != TimeSpan.Zero)
            throw Wrong(0, "a profile begins at 0 s");
        for (var i = 0; i < Rows.Count; i++)
            Check(i);
        if (Pass <= TimeSpan.Zero)
            throw Wrong(Rows.Count - 1, "the profile takes no time");
        if (!Interpolates && !Rows[Rows.Count - 1].IsRest)
            throw Wrong(
                Rows.Count - 1,
                "the last row says when the profile ends, and its value would never be set: give it 0, or add a row with the end");
    }

    private void Check(int index)
    {
        var row = Rows[index];
        foreach (var value in new[] { row.Current, row.Power, row.Voltage })
        {
            if (value is { } number && (float.IsNaN(number) || float.IsInfinity(number)))
                throw Wrong(index, FormattableString.Invariant($"{number} is no value to set"));
        }

        if (row.Current is not null && row.Power is not null)
            throw Wrong(index, "a row has a current or a power, not both");
        if (index > 0)
            CheckAfter(index, Rows[index - 1]);
    }

    private void CheckAfter(int index, ProfileRow before)
    {
        var step = Rows[index].Time - before.Time;
        if (step < TimeSpan.Zero)
            throw Wrong(index, "its time is before that of the row above");
        // Two rows at one time are a step in what goes along straight lines.
        var isJump = Interpolates && step == TimeSpan.Zero;
        if (step < ShortestStep && !isJump)
            throw Wrong(index, FormattableString.Invariant($"it comes {step.TotalSeconds:0.###} s after the row above; {OftenEnough}"));
        if (Interpolates && !isJump
            && (Rows[index].Quantity != before.Quantity || (Rows[index].Voltage is null) != (before.Voltage is null)))
            throw Wrong(index, "no line leads to it from the row above, which has other quantities");
    }

    private static string OftenEnough =>
        FormattableString.Invariant($"a tester takes outputs every {ShortestStep.TotalSeconds:0.##} s at most");

    private ArgumentException Wrong(int index, string what) =>
        new(FormattableString.Invariant($"Row {index + 1} of the profile, at {Rows[index].Time.TotalSeconds:0.###} s: {what}."));
}
