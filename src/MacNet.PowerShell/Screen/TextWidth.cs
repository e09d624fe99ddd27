namespace MacNet.PowerShell.Screen;

/// <summary>How many columns of a terminal texts take, and texts of so many columns.</summary>
internal static class TextWidth
{
    /// <summary>A text in a column: cut off with … where it is too long, filled up where it is too short.</summary>
    internal static string Fitted(this string text, int width, bool right = false)
    {
        if (width <= 0)
            return "";
        var wide = Of(text);
        if (wide <= width)
            return right ? new string(' ', width - wide) + text : text + new string(' ', width - wide);
        var kept = 0;
        var end = 0;
        while (end < text.Length && kept + Of(text[end]) < width)
            kept += Of(text[end++]);
        return text.Remove(end) + "…" + new string(' ', width - kept - 1);
    }

    private static int Of(string text) => text.Sum(Of);

    // The signs of eastern Asia take two; a letter that is two characters takes one for each, near enough.
    private static int Of(char letter) =>
        letter is >= '\u1100' and <= '\u115f' or >= '\u2e80' and <= '\ua4cf' or >= '\uac00' and <= '\ud7a3'
        or >= '\uf900' and <= '\ufaff' or >= '\ufe30' and <= '\ufe6f' or >= '\uff00' and <= '\uff60' or >= '\uffe0' and <= '\uffe6' ? 2 : 1;
}
