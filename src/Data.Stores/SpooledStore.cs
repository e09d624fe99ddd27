using System.Text.Json;
using MacNet.Data.Logging;

namespace MacNet.Data.Stores;

/// <summary>
/// Writes to disk first, a batch on a line, then to the database, and takes from the disk what the database has. What is sent twice,
/// because nobody knows whether it arrived, the database keeps once.
/// </summary>
internal sealed class SpooledStore : ILogStore
{
    private const int MostAtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly PostgresStore store;
    private readonly FileStream spool;
    private long delivered;
    private DateTime notBefore;

    internal SpooledStore(PostgresStore store, string folder)
    {
        this.store = store;
        Directory.CreateDirectory(folder);
        spool = LogFile.Open(Path.Combine(folder, store.Name + ".spool"), FileShare.None);
        try
        {
            if (store.Connect() is { } away)
                Problem = $"The database is away: {away}";
            Repair();
        }
        catch
        {
            spool.Dispose();
            store.Dispose();
            throw;
        }
    }

    public string? Problem { get; private set; }

    public long Spooled { get; private set; }

    public long Write(IReadOnlyList<LogBatch> batches)
    {
        Append(batches);
        if (DateTime.UtcNow < notBefore)
            return 0;
        try
        {
            var written = Deliver();
            Problem = null;
            return written;
        }
        catch (Exception problem) when (PostgresStore.IsAbsence(problem) || problem is LogException)
        {
            Problem = $"The database cannot be written: {problem.Message}";
            notBefore = DateTime.UtcNow + Pause;
            return 0;
        }
    }

    public void Dispose()
    {
        spool.Dispose();
        store.Dispose();
    }

    private void Append(IReadOnlyList<LogBatch> batches)
    {
        using var lines = new MemoryStream();
        foreach (var batch in batches)
        {
            JsonSerializer.Serialize(lines, batch);
            lines.WriteByte((byte)'\n');
        }

        var start = spool.Length;
        try
        {
            spool.Position = start;
            spool.Write(lines.GetBuffer(), 0, (int)lines.Length);
            spool.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            spool.SetLength(start);
            throw;
        }

        Spooled += batches.Sum(batch => batch.Readings.Count);
    }

    private long Deliver()
    {
        var written = 0L;
        while (delivered < spool.Length)
        {
            spool.Position = delivered;
            var some = Lines().Take(MostAtOnce).ToArray();
            store.Write([.. some.Select(line => line.Batch)]);
            delivered = some[^1].End;
            var rows = some.Sum(line => line.Batch.Readings.Count);
            (written, Spooled) = (written + rows, Spooled - rows);
        }

        spool.SetLength(0);
        delivered = 0;
        return written;
    }

    private IEnumerable<(LogBatch Batch, long End)> Lines()
    {
        var read = new BufferedStream(spool, 1 << 16);
        var end = spool.Position;
        using var line = new MemoryStream();
        for (var next = read.ReadByte(); next >= 0; next = read.ReadByte())
        {
            end++;
            if (next != '\n')
            {
                line.WriteByte((byte)next);
                continue;
            }

            yield return (JsonSerializer.Deserialize<LogBatch>(line.GetBuffer().AsSpan(0, (int)line.Length), SpooledJson.Options)!, end);
            line.SetLength(0);
        }
    }

    // What a crash left unfinished was never counted.
    private void Repair()
    {
        spool.Position = 0;
        var (end, rows) = (0L, 0L);
        foreach (var line in Lines())
            (end, rows) = (line.End, rows + line.Batch.Readings.Count);
        spool.SetLength(end);
        Spooled = rows;
    }
}
