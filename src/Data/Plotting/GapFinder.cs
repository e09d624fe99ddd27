namespace MacNet.Data.Plotting;

/// <summary>
/// Finds where nothing was read: a time much longer than each of those around it. What is read seldom all the time has no gaps, and
/// neither has a log of what changes.
/// </summary>
internal sealed class GapFinder
{
    private const int Around = 3;
    private const double MuchLonger = 10;

    private readonly List<Gap> recent = [];
    private readonly List<Gap> found = [];
    private double? last;

    /// <summary>The gaps so far, in the order of the axis.</summary>
    internal IReadOnlyList<Gap> Gaps =>
        [.. found.Concat(recent.Skip(Math.Max(0, recent.Count - Around)).Where(IsGap)).OrderBy(gap => gap.From)];

    /// <summary>Takes the next place of a reading.</summary>
    /// <param name="x">The place.</param>
    /// <param name="follows">Whether it is known that nothing is missing before it.</param>
    /// <param name="least">What is shorter is of no interest.</param>
    internal void Add(double x, bool follows, double least)
    {
        // What is out of order is of another file.
        if (x < last)
            recent.Clear();
        else if (last is { } from)
            recent.Add(new(from, x, follows));
        last = x;
        if (recent.Count > Around && recent[recent.Count - 1 - Around] is var candidate && candidate.Length >= least && IsGap(candidate))
            found.Add(candidate);
        if (recent.Count > 2 * Around)
            recent.RemoveAt(0);
    }

    /// <summary>Forgets gaps that have become too short to be seen.</summary>
    internal void Forget(double shorterThan) => found.RemoveAll(gap => gap.Length < shorterThan);

    private bool IsGap(Gap gap)
    {
        var around = recent.Where(other => other != gap).Select(other => other.Length).DefaultIfEmpty(double.PositiveInfinity).Max();
        return !gap.Follows && gap.Length > MuchLonger * around;
    }
}

/// <summary>A time between two readings.</summary>
/// <param name="From">The place of the one.</param>
/// <param name="To">The place of the next.</param>
/// <param name="Follows">Whether it is known that nothing is missing between them.</param>
internal readonly record struct Gap(double From, double To, bool Follows)
{
    internal double Length => To - From;
}
