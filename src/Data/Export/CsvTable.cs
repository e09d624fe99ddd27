using System.Text;

namespace MacNet.Data.Export;

/// <summary>A table as a CSV file.</summary>
internal sealed class CsvTable : ITableWriter
{
    private readonly StreamWriter file;

    internal CsvTable(string path, IEnumerable<TableColumn> columns)
    {
        file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        file.WriteLine(CsvText.Row(columns.Select(column => column.Name)));
    }

    public void Write(object?[] row) => file.WriteLine(CsvText.Row(row));

    public void Complete() => file.Flush();

    public void Dispose() => file.Dispose();
}
