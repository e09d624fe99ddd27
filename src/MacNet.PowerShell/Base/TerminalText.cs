using MacNet.Data;

namespace MacNet.PowerShell;

/// <summary>Texts as a terminal may get them.</summary>
public static class TerminalText
{
    /// <summary>A text with whatever would act on the terminal written out; it stays what it is in the properties of objects.</summary>
    public static string Shown(this string? text) => ShownText.Of(text);
}
