using System.Globalization;
using System.Text;

namespace MacNet.Data.Plotting;

/// <summary>A plot as a page of PDF, in a font that every reader has: it has the letters of western European languages.</summary>
internal sealed class PdfCanvas : ICanvas
{
    // What Windows-1252 has from 0x80 to 0x9F; a blank where it has nothing.
    private const string High = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    private readonly StringBuilder content = new();
    private readonly double height;

    private PdfCanvas(double height) => this.height = height;

    internal static byte[] Draw(PlotDrawing drawing)
    {
        var canvas = new PdfCanvas(drawing.Height);
        canvas.content.Append("1 J 1 j\n");
        drawing.Draw(canvas);
        var page = FormattableString.Invariant($"[0 0 {PlotDrawing.Width:0.##} {drawing.Height:0.##}]");
        return File(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            $"<</Type/Page/Parent 2 0 R/MediaBox{page}/Contents 4 0 R/Resources<</Font<</F 5 0 R/B 6 0 R>>>>>>",
            FormattableString.Invariant($"<</Length {canvas.content.Length}>>\nstream\n{canvas.content}\nendstream"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
            $"<</Title<FEFF{string.Concat(drawing.Title.Select(letter => ((int)letter).ToString("X4", CultureInfo.InvariantCulture)))}>>>");
    }

    /// <summary>Whether the font has a letter.</summary>
    internal static bool Has(char letter) =>
        letter is >= ' ' and <= '~' or >= '\u00a0' and <= '\u00ff' || (letter > '~' && High.Contains(letter));

    public void Line(IEnumerable<(double X, double Y)> points, Ink ink)
    {
        var path = new StringBuilder();
        var count = 0;
        foreach (var (x, y) in points)
            path.Append($"{Place(x, y)} {(count++ == 0 ? 'm' : 'l')} ");
        // A line of no length shows as a point, by its round ends.
        if (count == 1)
            path.Append(path.ToString().Replace(" m", " l"));
        var dashes = ink.Dashes == 0 ? "" : SvgCanvas.DashesOf(ink);
        content.Append($"{ColorOf(ink)} RG {(ink.Kind == InkKind.Curve ? "1.2" : "0.6")} w [{dashes}] 0 d {path}S\n");
    }

    public void Text(double x, double y, string text, Ink ink, double size, Anchor anchor = Anchor.Start, bool bold = false)
    {
        x -= Lettering.Width(text, size) * (anchor switch { Anchor.Start => 0, Anchor.Middle => 0.5, _ => 1 });
        content.Append($"BT {ColorOf(ink)} rg /{(bold ? 'B' : 'F')} {Number(size)} Tf {Place(x, y)} Td ({Escaped(text)}) Tj ET\n");
    }

    private static byte[] File(params string[] objects)
    {
        // A byte for each character: what is above ASCII is escaped.
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(file.Length);
            file.Append($"{Number(i + 1)} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = file.Length;
        file.Append($"xref\n0 {Number(objects.Length + 1)}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(place.ToString("D10", CultureInfo.InvariantCulture)).Append(" 00000 n \n");
        file.Append(
            $"trailer\n<</Size {Number(objects.Length + 1)}/Root 1 0 R/Info {Number(objects.Length)} 0 R>>\nstartxref\n{Number(table)}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            var code = letter > '\u00ff' ? 0x80 + High.IndexOf(letter) : letter;
            if (!Has(letter))
                escaped.Append('?');
            else if (letter is '(' or ')' or '\\' || code > '~')
                escaped.Append('\\').Append(Convert.ToString(code, 8).PadLeft(3, '0'));
            else
                escaped.Append(letter);
        }

        return escaped.ToString();
    }

    private string Place(double x, double y) => $"{Number(x)} {Number(height - y)}";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string ColorOf(Ink ink)
    {
        var paper = Palette.LightPaper;
        var color = ink.Kind switch
        {
            InkKind.Text => paper.Text,
            InkKind.Faint => paper.Faint,
            InkKind.Grid => paper.Grid,
            _ => Palette.Light[ink.Color],
        };
        return string.Join(
            " ", Enumerable.Range(0, 3).Select(part => Number(Convert.ToInt32(color.Substring(1 + 2 * part, 2), 16) / 255.0)));
    }
}
