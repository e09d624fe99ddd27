using MacNet.Data.Export;

namespace MacNet.Data.Logging;

/// <summary>
/// Files in the Battery Data Format, one for each channel and test, made as tests begin. Of lab.bdf.csv, the folder is theirs and "lab" is
/// what their names begin with.
/// </summary>
public sealed class BdfStore : ILogStore
{
    /// <summary>What the path of such a log ends in.</summary>
    public const string Extension = ".bdf.csv";

    private readonly FileStream claim;
    private readonly string folder;
    private readonly string institution;
    private readonly bool hasNames;
    private readonly Dictionary<(string Session, int Channel), BdfLogFile> current = [];
    private readonly List<BdfLogFile> changed = [];
    private readonly List<LogBatch> taken = [];

    /// <summary>Begins to write.</summary>
    /// <param name="path">Folder and beginning of the files' names, with the extension.</param>
    /// <param name="hasNames">Whether the names of tests are read: a file waits for its own.</param>
    /// <exception cref="LogException">Another log writes there, or the folder cannot be used.</exception>
    public BdfStore(string path, bool hasNames)
    {
        this.hasNames = hasNames;
        folder = Path.GetDirectoryName(path)!;
        institution = Path.GetFileName(path).Remove(Path.GetFileName(path).Length - Extension.Length);
        claim = LogFile.Claim(path);
    }

    /// <summary>The files of such a log, and the path itself where it is one of them, or where there are none.</summary>
    /// <param name="path">The path that the log was given.</param>
    public static IReadOnlyList<string> Files(string path)
    {
        var folder = Path.GetDirectoryName(path);
        var stem = Path.GetFileName(path).Remove(Path.GetFileName(path).Length - Extension.Length);
        if (File.Exists(path) || !Directory.Exists(folder))
            return [path];
        string[] found =
            [.. Directory.GetFiles(folder, $"{ExportName.Beginning(stem)}*{Extension}").OrderBy(file => file, StringComparer.Ordinal)];
        return found.Length == 0 ? [path] : found;
    }

    /// <inheritdoc/>
    public string? Problem => null;

    /// <inheritdoc/>
    public long Spooled => 0;

    /// <inheritdoc/>
    public long Write(IReadOnlyList<LogBatch> batches)
    {
        // What could not be written comes again: it waits here already.
        foreach (var batch in batches.Where(batch => !taken.Exists(known => ReferenceEquals(known, batch))))
        {
            foreach (var reading in batch.Readings.Where(BdfForm.HasPlace))
                Take(reading);
            taken.Add(batch);
        }

        var written = WriteChanged(isLast: false);
        taken.Clear();
        return written;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            WriteChanged(isLast: true);
        }
        catch (IOException)
        {
            // The log has told of it.
        }

        claim.Dispose();
    }

    private void Take(LogReading reading)
    {
        var key = (reading.Session, reading.Channel);
        if (!current.TryGetValue(key, out var file) || !file.Test.Continues(reading))
            current[key] = file = new BdfLogFile(reading);
        file.Take(reading);
        if (!changed.Contains(file))
            changed.Add(file);
    }

    private long WriteChanged(bool isLast)
    {
        var written = 0L;
        foreach (var file in changed)
        {
            var isOver = !current.TryGetValue((file.Test.Session, file.Test.Channel), out var present) || present != file;
            written += file.Write(folder, institution, isLast || isOver || !hasNames);
        }

        changed.RemoveAll(file => !file.IsWaiting);
        return written;
    }
}
