namespace MacNet.Data.Export;

/// <summary>What readings are exported to.</summary>
/// <param name="Format">The form of the files.</param>
/// <param name="Folder">The folder they are put in; made where it is missing.</param>
/// <param name="Replace">Whether files that are there are replaced.</param>
public sealed record ExportOptions(ExportFormat Format, string Folder, bool Replace = false)
{
    /// <summary>Which inputs are which temperatures, for the Battery Data Format.</summary>
    public BdfInputs Inputs { get; init; } = new();

    /// <summary>What file names begin with; null for the session's name.</summary>
    public string? Institution { get; init; }
}
