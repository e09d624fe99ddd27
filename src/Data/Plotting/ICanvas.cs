namespace MacNet.Data.Plotting;

/// <summary>Something to draw on. The origin is above and left; lengths are points.</summary>
internal interface ICanvas
{
    /// <summary>A line through points, or only the points where there is but one.</summary>
    void Line(IEnumerable<(double X, double Y)> points, Ink ink);

    /// <summary>A text whose foot is at a place.</summary>
    void Text(double x, double y, string text, Ink ink, double size, Anchor anchor = Anchor.Start, bool bold = false);
}

/// <summary>Which end of a text is at its place.</summary>
internal enum Anchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}

/// <summary>A colour by what it is for, so that each form has its own of it.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Number">Which curve.</param>
internal readonly record struct Ink(InkKind Kind, int Number = 0)
{
    /// <summary>How many colours of curves there are; after them they come again, dashed.</summary>
    internal const int Colors = 10;

    internal int Color => Number % Colors;

    internal int Dashes => Number / Colors;
}

/// <summary>What a colour is for.</summary>
internal enum InkKind
{
    /// <summary>What is read.</summary>
    Text,

    /// <summary>What is read at a second look.</summary>
    Faint,

    /// <summary>What guides the eye.</summary>
    Grid,

    /// <summary>A curve.</summary>
    Curve,
}
