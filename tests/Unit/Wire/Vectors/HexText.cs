using System.Globalization;
using System.Text;

namespace MacNet.Tests.Unit.Wire.Vectors;

/// <summary>
/// Bytes written by hand: hex pairs, "text" in quotes for its ASCII bytes, <c>20x19</c> for a byte repeated 19 times;
/// a semicolon begins a comment.
/// </summary>
internal static class HexText
{
    internal static byte[] Parse(string text)
    {
        var bytes = new List<byte>();
        foreach (var line in text.Split('\n'))
            ParseLine(line, bytes);
        return [.. bytes];
    }

    private static void ParseLine(string line, List<byte> bytes)
    {
        var at = 0;
        while (at < line.Length && line[at] != ';')
        {
            if (char.IsWhiteSpace(line[at]))
                at++;
            else if (line[at] == '"')
                at = ParseQuoted(line, at + 1, bytes);
            else
                at = ParsePair(line, at, bytes);
        }
    }

    private static int ParseQuoted(string line, int at, List<byte> bytes)
    {
        var end = line.IndexOf('"', at);
        bytes.AddRange(Encoding.ASCII.GetBytes(line[at..end]));
        return end + 1;
    }

    private static int ParsePair(string line, int at, List<byte> bytes)
    {
        var end = line.IndexOfAny([' ', '\r', ';'], at) is var found and >= 0 ? found : line.Length;
        var parts = line[at..end].Split('x');
        var times = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
        bytes.AddRange(Enumerable.Repeat(byte.Parse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), times));
        return end;
    }
}
