using MacNet.Data.Export;
using Parquet;
using Parquet.Schema;

namespace MacNet.Data.Stores;

/// <summary>A table as a Parquet file.</summary>
internal sealed class ParquetTable : ITableWriter
{
    private const int RowsOfGroup = 20_000;
    private readonly List<object?[]> group = [];
    private readonly FileStream file;
    private readonly DataField[] fields;
    private readonly ParquetWriter writer;

    internal ParquetTable(string path, IReadOnlyList<TableColumn> columns)
    {
        fields = [.. columns.Select(FieldOf)];
        file = File.Create(path);
        writer = ParquetWriter.CreateAsync(
            new ParquetSchema(fields), file, new ParquetOptions { CompressionMethod = CompressionMethod.Zstd })
            .GetAwaiter().GetResult();
    }

    public void Write(object?[] row)
    {
        group.Add(row);
        if (group.Count == RowsOfGroup)
            WriteGroup();
    }

    public void Complete()
    {
        if (group.Count > 0)
            WriteGroup();
        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public void Dispose() => file.Dispose();

    private static DataField FieldOf(TableColumn column) => column.Type switch
    {
        _ when column.Type == typeof(double) => new DataField<double?>(column.Name),
        _ when column.Type == typeof(long) => new DataField<long?>(column.Name),
        _ when column.Type == typeof(DateTime) =>
            new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: true),
        _ => new DataField<string>(column.Name),
    };

    private void WriteGroup()
    {
        using (var to = writer.CreateRowGroup())
        {
            for (var i = 0; i < fields.Length; i++)
                WriteColumnAsync(to, i).GetAwaiter().GetResult();
        }

        group.Clear();
    }

    private async Task WriteColumnAsync(ParquetRowGroupWriter to, int column)
    {
        if (fields[column].ClrType == typeof(double))
            await to.WriteAsync<double>(fields[column], Values<double>(column)).ConfigureAwait(false);
        else if (fields[column].ClrType == typeof(long))
            await to.WriteAsync<long>(fields[column], Values<long>(column)).ConfigureAwait(false);
        else if (fields[column].ClrType == typeof(DateTime))
            await to.WriteAsync<DateTime>(fields[column], Values<DateTime>(column)).ConfigureAwait(false);
        else
            await to.WriteAsync(fields[column], [.. group.Select(row => (string?)row[column])!]).ConfigureAwait(false);
    }

    private ReadOnlyMemory<T?> Values<T>(int column)
        where T : struct
        => group.Select(row => (T?)row[column]).ToArray();
}
