using System.Text;

namespace MacNet.Data.Plotting;

/// <summary>A part of a terminal to draw on with dots: each letter of Braille has two beside and four above each other.</summary>
internal sealed class DotCanvas(int width, int height)
{
    private const int Across = 2;
    private const int Down = 4;
    private const char Blank = '\u2800';

    // Which bit of the letter a dot is, by column and row.
    private static readonly int[,] Bits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    private readonly int[,] cells = new int[width, height];
    private readonly int[,] owners = new int[width, height];

    /// <summary>Draws a line through points, which are parts of the width and of the height: (0, 0) is below and left.</summary>
    internal void Line(IEnumerable<(double X, double Y)> points, int owner)
    {
        (int X, int Y)? last = null;
        foreach (var (x, y) in points)
        {
            var here = (X: Place(x, width * Across), Y: height * Down - 1 - Place(y, height * Down));
            Stroke(last ?? here, here, owner);
            last = here;
        }
    }

    /// <summary>The letters of a line; each part of one curve is passed to be painted.</summary>
    internal string Row(int row, Func<string, int, string> paint)
    {
        var text = new StringBuilder();
        for (var from = 0; from < width;)
        {
            var to = from + 1;
            while (to < width && owners[to, row] == owners[from, row])
                to++;
            var letters = new string([.. Enumerable.Range(from, to - from).Select(column => LetterAt(column, row))]);
            text.Append(cells[from, row] == 0 ? letters : paint(letters, owners[from, row] - 1));
            from = to;
        }

        return text.ToString();
    }

    private char LetterAt(int column, int row) => cells[column, row] == 0 ? ' ' : (char)(Blank + cells[column, row]);

    private static int Place(double part, int dots) => Math.Max(0, Math.Min(dots - 1, (int)(part * dots)));

    private void Stroke((int X, int Y) from, (int X, int Y) to, int owner)
    {
        var steps = Math.Max(1, Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
        for (var i = 0; i <= steps; i++)
            Dot(
                from.X + (int)Math.Round((to.X - from.X) * (double)i / steps),
                from.Y + (int)Math.Round((to.Y - from.Y) * (double)i / steps),
                owner);
    }

    private void Dot(int x, int y, int owner)
    {
        cells[x / Across, y / Down] |= Bits[x % Across, y % Down];
        owners[x / Across, y / Down] = owner + 1;
    }
}
