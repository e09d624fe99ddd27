using System.Globalization;
using System.Text;

namespace MacNet.PowerShell;

/// <summary>
/// Texts as a terminal may get them. What a tester sends may hold escape sequences and marks that change what is read; they are shown
/// as text (\u001B), and stay what they are in the properties of objects.
/// </summary>
public static class TerminalText
{
    /// <summary>A text with whatever would act on the terminal written out.</summary>
    public static string Shown(this string? text)
    {
        if (text is null || !text.Any(Acts))
            return text ?? "";
        var shown = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (Acts(letter))
                shown.Append("\\u").Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture));
            else
                shown.Append(letter);
        }

        return shown.ToString();
    }

    // Control characters, marks of direction and other invisible ones, separators of lines.
    private static bool Acts(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
