using System.Globalization;
using System.Text;
using MacNet.Data.Export;

namespace MacNet.Data.Logging;

/// <summary>
/// A test in the Battery Data Format that is added to while it runs. One that is there from before is gone on with; what a crash left
/// unfinished is cut off.
/// </summary>
internal sealed class BdfLogFile(LogReading first)
{
    private const int MostNameless = 60;
    private readonly BdfForm form = new(new BdfInputs());
    private readonly List<LogReading> waiting = [];
    private readonly StringBuilder text = new();
    private int[] columns = [];
    private string? path;
    private long rows;

    internal TestSpan Test { get; } = new(first);

    /// <summary>Whether something is not on the disk yet.</summary>
    internal bool IsWaiting => waiting.Count > 0 || text.Length > 0;

    internal void Take(LogReading reading)
    {
        Test.Note(reading);
        waiting.Add(reading);
    }

    /// <summary>Writes what waits. If that fails, nothing of it is in the file, and it waits on.</summary>
    /// <param name="folder">Where the file is, or is to be.</param>
    /// <param name="institution">What its name begins with.</param>
    /// <param name="isLast">Whether a name that is not known yet is not waited for.</param>
    /// <returns>How many rows are on the disk now that were not before.</returns>
    internal long Write(string folder, string institution, bool isLast)
    {
        if (path is null && !isLast && Test.TestName is null && waiting.Count < MostNameless)
            return 0;
        if (path is null && waiting.Count > 0)
            Open(folder, institution);
        Form();
        if (text.Length > 0)
        {
            LogFile.CheckThere(path!);
            Append(path!, text.ToString());
        }

        var written = rows;
        text.Clear();
        rows = 0;
        return written;
    }

    private void Form()
    {
        foreach (var row in waiting.Select(form.Row))
        {
            if (row is null)
                continue;
            text.Append(CsvText.Row(columns.Select(i => row[i]))).Append('\n');
            rows++;
        }

        waiting.Clear();
    }

    private void Open(string folder, string institution)
    {
        var names = new ExportName();
        for (var name = ""; path is null;)
        {
            name = Path.Combine(folder, names.Next(institution, Test.Cell, Test.Start));
            if (!File.Exists(name + ".bdf.csv"))
                Make(name);
            else if (IsOfThis(name))
                GoOn(name + ".bdf.csv");
        }
    }

    private void Make(string name)
    {
        var isStart = BdfForm.IsStart(waiting[0]);
        bool IsWritten(TableColumn column) => !BdfForm.IsNeverLogged(column) && (isStart || !BdfForm.NeedsStart(column));
        columns = [.. Enumerable.Range(0, form.Columns.Count).Where(i => IsWritten(form.Columns[i]))];
        BdfSidecar.Write(name + ".bdf.metadata.json", Test);
        Append(name + ".bdf.csv", CsvText.Row(columns.Select(i => form.Columns[i].Name)) + "\n");
        path = name + ".bdf.csv";
    }

    private bool IsOfThis(string name) =>
        File.Exists(name + ".bdf.metadata.json") && BdfSidecar.IsOf(name + ".bdf.metadata.json", Test)
        && !(LastTime(name + ".bdf.csv") is { } time && TestSpan.IsAnew(TimeSpan.FromSeconds(time), waiting[0]));

    private static double? LastTime(string path) => Values(path, "Test Time / s").LastOrDefault();

    private void GoOn(string found)
    {
        Cut(found);
        var header = File.ReadLines(found).First().Split(',');
        columns = [.. header.Select(name => form.Columns.ToList().FindIndex(column => column.Name == name)).Where(i => i >= 0)];
        if (columns.Length != header.Length)
            throw new IOException($"'{found}' has columns that are not of the log: it cannot be gone on with.");
        form.GoOn(
            LastTime(found) ?? 0,
            (long)(Values(found, "Record Index / 1").LastOrDefault() ?? 0),
            (long)(Values(found, "Cycle Count / 1").LastOrDefault() ?? 0));
        path = found;
    }

    // The values that a column has, one by one. No text in the file has a comma in it.
    private static IEnumerable<double?> Values(string path, string column)
    {
        var at = -1;
        foreach (var fields in File.ReadLines(path).Select(line => line.Split(',')))
        {
            if (at < 0)
                at = Array.IndexOf(fields, column);
            else if (at < fields.Length && double.TryParse(fields[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                yield return value;
            if (at < 0)
                yield break;
        }
    }

    private static void Cut(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var end = file.Length;
        while (end > 0 && Before(end) != '\n')
            end--;
        file.SetLength(end);

        int Before(long place)
        {
            file.Position = place - 1;
            return file.ReadByte();
        }
    }

    private static void Append(string path, string added)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1);
        var start = file.Length;
        try
        {
            var bytes = Encoding.UTF8.GetBytes(added);
            file.Position = start;
            file.Write(bytes, 0, bytes.Length);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            file.SetLength(start);
            throw;
        }
    }
}
