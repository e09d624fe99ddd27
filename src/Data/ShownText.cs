using System.Globalization;
using System.Text;

namespace MacNet.Data;

/// <summary>
/// Texts as people may see them. What a tester sends may hold escape sequences and marks that change what is read; they are shown as text
/// (\u001B), and stay what they are in the properties of objects.
/// </summary>
public static class ShownText
{
    /// <summary>A text with whatever would act on a terminal or on its reader written out.</summary>
    public static string Of(string? text)
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
