namespace MacNet.Data.Export;

/// <summary>Makes tables whose form needs third-party code.</summary>
public interface ITableMaker
{
    /// <summary>A Parquet file to write to; one that is there is replaced.</summary>
    ITableWriter WriteParquet(string path, IReadOnlyList<TableColumn> columns);
}
