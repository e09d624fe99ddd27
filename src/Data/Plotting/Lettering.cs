namespace MacNet.Data.Plotting;

/// <summary>How wide texts are, near enough to lay them out: by the widths of Helvetica.</summary>
internal static class Lettering
{
    private const double Usual = 0.556;

    internal static double Width(string text, double size) => size * text.Sum(WidthOf);

    private static double WidthOf(char letter) => letter switch
    {
        'i' or 'j' or 'l' or '\'' => 0.222,
        ' ' or '.' or ',' or ':' or ';' or '/' or 'f' or 't' or 'I' or '!' or '[' or ']' or '|' => 0.278,
        '(' or ')' or '-' or 'r' => 0.333,
        '°' => 0.4,
        'c' or 'k' or 's' or 'v' or 'x' or 'y' or 'z' or 'J' => 0.5,
        'm' or 'M' => 0.833,
        'w' or 'C' or 'D' or 'H' or 'N' or 'R' or 'U' => 0.722,
        'W' => 0.944,
        'G' or 'O' or 'Q' => 0.778,
        >= 'A' and <= 'Z' => 0.667,
        >= '\u2e80' => 1,
        _ => Usual,
    };
}
