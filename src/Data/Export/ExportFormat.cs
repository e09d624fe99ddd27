namespace MacNet.Data.Export;

/// <summary>The form of exported files.</summary>
public enum ExportFormat : long
{
    /// <summary>Battery Data Format as CSV, .bdf.csv, with a sidecar .bdf.metadata.json.</summary>
    Bdf,

    /// <summary>Battery Data Format as Parquet, .bdf.parquet, with a sidecar .bdf.metadata.json.</summary>
    BdfParquet,

    /// <summary>CSV with all properties.</summary>
    Csv,

    /// <summary>Parquet with all properties.</summary>
    Parquet,
}
