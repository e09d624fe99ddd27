namespace MacNet.Data.Export;

/// <summary>
/// Makes files of readings, one for each channel and test. Readings may come in any mixture of channels, those of a channel in the order
/// in which they were read; they wait on disk, and a file has its name only when it is whole.
/// </summary>
public sealed class DataExport : IDisposable
{
    private readonly ExportOptions options;
    private readonly ITableMaker? parquet;
    private readonly Action<string> written;
    private readonly Action<string> exists;
    private readonly ExportName names = new();
    private readonly Dictionary<(string Session, int Channel), TestPart> parts = [];
    private readonly string workshop;
    private int spools;

    /// <summary>Begins an export.</summary>
    /// <param name="options">What to export to.</param>
    /// <param name="parquet">Gives what makes Parquet files, where they are wanted.</param>
    /// <param name="written">Is told the path of each file that is whole.</param>
    /// <param name="exists">Is told the path of each file that is not written, because it is there already.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="Logging.LogException">The format is not to be had here.</exception>
    public DataExport(ExportOptions options, Func<ITableMaker> parquet, Action<string> written, Action<string> exists)
    {
        (this.options, this.written, this.exists) = (options, written, exists);
        if (IsParquet)
            this.parquet = parquet();
        workshop = Path.Combine(options.Folder, $".export-{Guid.NewGuid():N}");
        Directory.CreateDirectory(workshop);
    }

    /// <summary>How many readings have no place in the files, as those of channels without a test in the Battery Data Format.</summary>
    public long LeftOut { get; private set; }

    private bool IsBdf => options.Format is ExportFormat.Bdf or ExportFormat.BdfParquet;

    private bool IsParquet => options.Format is ExportFormat.Parquet or ExportFormat.BdfParquet;

    private string Extension => (IsBdf ? ".bdf" : "") + (IsParquet ? ".parquet" : ".csv");

    /// <summary>Takes the next reading.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Take(LogReading reading)
    {
        var key = (reading.Session, reading.Channel);
        if (parts.TryGetValue(key, out var part) && !part.Test.Continues(reading))
        {
            Finish(part);
            parts.Remove(key);
            part = null;
        }

        parts[key] = part ??= new TestPart(
            reading, IsBdf ? new BdfForm(options.Inputs) : new PlainForm(), new RowSpool(Path.Combine(workshop, $"{spools++}.rows")));
        if (!part.Add(reading))
            LeftOut++;
    }

    /// <summary>Writes the files of all that were taken.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Complete()
    {
        foreach (var part in parts.Values)
            Finish(part);
        parts.Clear();
    }

    /// <summary>Takes away what is not whole.</summary>
    public void Dispose()
    {
        foreach (var part in parts.Values)
            part.Dispose();
        Directory.Delete(workshop, recursive: true);
    }

    private void Finish(TestPart part)
    {
        if (part.Rows > 0)
            Write(part);
        part.Dispose();
    }

    private void Write(TestPart part)
    {
        var test = part.Test;
        var stem = Path.Combine(options.Folder, names.Next(options.Institution ?? test.Session, test.Cell, test.Start));
        var (path, sidecar) = (stem + Extension, stem + ".bdf.metadata.json");
        if (!options.Replace && (File.Exists(path) || (IsBdf && File.Exists(sidecar))))
        {
            exists(path);
            return;
        }

        var making = Path.Combine(workshop, "whole");
        part.WriteTo(columns => parquet?.WriteParquet(making, columns) ?? new CsvTable(making, columns));
        if (IsBdf)
            BdfSidecar.Write(sidecar, test);
        File.Delete(path);
        File.Move(making, path);
        written(path);
    }
}
