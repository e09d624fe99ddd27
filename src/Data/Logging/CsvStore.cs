using System.Text;
using MacNet.Data.Export;

namespace MacNet.Data.Logging;

/// <summary>
/// A CSV file: a row for each reading, times as ISO 8601 in UTC, numbers as programs read them. What a crash left unfinished is cut off.
/// </summary>
public sealed class CsvStore : ILogStore
{
    /// <summary>What the path of such a log ends in.</summary>
    public const string Extension = ".csv";

    /// <summary>The header row.</summary>
    public const string Header =
        "ReadAt,Session,Channel,TestName,Procedure,State,Activity,Reason,Voltage,Current,SignedCurrent,TestTime,Cycle,Step,StepTime,Capacity,Energy,Record,Auxiliaries";

    private readonly string path;
    private readonly FileStream claim;
    private readonly FileStream file;

    /// <summary>Opens a file to add to, or makes it.</summary>
    /// <exception cref="LogException">It cannot be used.</exception>
    public CsvStore(string path)
    {
        this.path = path;
        claim = LogFile.Claim(path);
        try
        {
            file = LogFile.Open(path, FileShare.Read);
            if (file.Length == 0)
                Append(Header + "\n");
            else
                GoOn();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string? Problem => null;

    /// <inheritdoc/>
    public long Spooled => 0;

    /// <inheritdoc/>
    public long Write(IReadOnlyList<LogBatch> batches)
    {
        var readings = batches.SelectMany(batch => batch.Readings).ToArray();
        if (readings.Length == 0)
            return 0;
        LogFile.CheckThere(path);
        Append(string.Concat(readings.Select(reading => CsvText.Row(ReadingRow.Of(reading)) + "\n")));
        return readings.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file?.Dispose();
        claim.Dispose();
    }

    private void GoOn()
    {
        var head = new byte[Header.Length];
        if (file.Read(head, 0, head.Length) < head.Length || Encoding.UTF8.GetString(head) != Header)
            throw new LogException(
                LogProblem.NotALog, $"'{path}' exists and is no log: its first line is not that of one. Nothing was written.");
        var end = file.Length;
        for (file.Position = end - 1; file.ReadByte() != '\n'; file.Position = end - 1)
            end--;
        file.SetLength(end);
    }

    private void Append(string text)
    {
        var start = file.Length;
        try
        {
            file.Position = start;
            var bytes = Encoding.UTF8.GetBytes(text);
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
