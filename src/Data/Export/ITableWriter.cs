namespace MacNet.Data.Export;

/// <summary>Writes a table to a file, row by row.</summary>
public interface ITableWriter : IDisposable
{
    /// <summary>Adds a row: a value, or null, for each column.</summary>
    void Write(object?[] row);

    /// <summary>Writes what is left: the file is whole when it returns.</summary>
    void Complete();
}
