namespace MacNet.Data.Plotting;

/// <summary>The colours, on white and on black: each tells from the others by its lightness too.</summary>
internal static class Palette
{
    internal static IReadOnlyList<string> Light { get; } =
    [
        "#0969da", "#bc4c00", "#1a7f37", "#8250df", "#cf222e", "#0e7490", "#9a6700", "#bf3989", "#57606a", "#3b2300",
    ];

    internal static IReadOnlyList<string> Dark { get; } =
    [
        "#58a6ff", "#f0883e", "#3fb950", "#bc8cff", "#ff7b72", "#39c5cf", "#d29922", "#f778ba", "#9198a1", "#e3c9a8",
    ];

    internal static (string Back, string Text, string Faint, string Grid) LightPaper => ("#ffffff", "#1b1f24", "#59636e", "#d8dee4");

    internal static (string Back, string Text, string Faint, string Grid) DarkPaper => ("#0d1117", "#e6edf3", "#9198a1", "#30363d");
}
