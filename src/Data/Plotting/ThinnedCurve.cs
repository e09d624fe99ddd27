namespace MacNet.Data.Plotting;

/// <summary>
/// A curve of any length in bounded memory: of each span of its axis it keeps the lowest and the highest point. When there are too many
/// spans, each two become one.
/// </summary>
internal sealed class ThinnedCurve
{
    private const int Most = 2048;

    private readonly List<Span> spans = [];
    private readonly GapFinder gaps = new();
    private double width = 1.0 / 1024;

    internal bool IsEmpty => spans.Count == 0;

    /// <summary>The points that are kept, in the order of the axis.</summary>
    internal IEnumerable<(double X, double Y)> Points => spans.SelectMany(span => span.Points);

    /// <summary>The points that are kept, those between two gaps together.</summary>
    internal IReadOnlyList<IReadOnlyList<(double X, double Y)>> Pieces
    {
        get
        {
            var left = new Queue<Gap>(gaps.Gaps);
            var pieces = new List<List<(double X, double Y)>>();
            foreach (var point in Points)
            {
                if (pieces.Count == 0 || IsBroken(pieces[pieces.Count - 1], point.X, left))
                    pieces.Add([]);
                pieces[pieces.Count - 1].Add(point);
            }

            return pieces;
        }
    }

    /// <summary>Adds a point.</summary>
    /// <param name="x">Its place on the axis.</param>
    /// <param name="y">Its value.</param>
    /// <param name="follows">Whether it is known that nothing is missing before it.</param>
    internal void Add(double x, double y, bool follows = false)
    {
        gaps.Add(x, follows, width);
        var index = (long)Math.Floor(x / width);
        var at = spans.Count - 1;
        if (at >= 0 && spans[at].Index > index)
            at = LastNotAfter(index);
        if (at >= 0 && spans[at].Index == index)
            spans[at] = spans[at].With(x, y);
        else
            spans.Insert(at + 1, new Span(index, (x, y), (x, y)));
        while (spans.Count > Most)
            Widen();
    }

    // What was read in a gap after all, from another file, makes it none.
    private static bool IsBroken(List<(double X, double Y)> piece, double x, Queue<Gap> gaps)
    {
        var before = piece[piece.Count - 1].X;
        while (gaps.Count > 0 && gaps.Peek().From < before)
            gaps.Dequeue();
        return gaps.Count > 0 && gaps.Peek().To <= x;
    }

    // Readings come in order but for a few: those of several files.
    private int LastNotAfter(long index)
    {
        var (low, high) = (0, spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (spans[middle].Index <= index)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private void Widen()
    {
        width *= 2;
        var kept = 0;
        for (var i = 0; i < spans.Count; i++)
        {
            var span = spans[i] with { Index = spans[i].Index >> 1 };
            if (kept > 0 && spans[kept - 1].Index == span.Index)
                spans[kept - 1] = spans[kept - 1].With(span.Lowest.X, span.Lowest.Y).With(span.Highest.X, span.Highest.Y);
            else
                spans[kept++] = span;
        }

        spans.RemoveRange(kept, spans.Count - kept);
        gaps.Forget(width);
    }

    private readonly record struct Span(long Index, (double X, double Y) Lowest, (double X, double Y) Highest)
    {
        internal IEnumerable<(double X, double Y)> Points =>
            Lowest == Highest ? [Lowest] : Lowest.X <= Highest.X ? [Lowest, Highest] : [Highest, Lowest];

        internal Span With(double x, double y) =>
            y < Lowest.Y ? this with { Lowest = (x, y) } : y > Highest.Y ? this with { Highest = (x, y) } : this;
    }
}
