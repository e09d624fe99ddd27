namespace MacNet.Data.Logging;

/// <summary>Begins a new file with each day, UTC, or when one has become too large, or both.</summary>
/// <param name="path">The path that the log was given; <see cref="LogFiles"/> tells what becomes of it.</param>
/// <param name="open">Opens a file.</param>
/// <param name="isDaily">Whether each day has files of its own.</param>
/// <param name="mostBytes">When a file is too large; null for never.</param>
public sealed class RollingStore(string path, Func<string, ILogStore> open, bool isDaily, long? mostBytes) : ILogStore
{
    private ILogStore? store;
    private string present = "";
    private DateTime? day;
    private int number;

    /// <inheritdoc/>
    public string? Problem => store?.Problem;

    /// <inheritdoc/>
    public long Spooled => store?.Spooled ?? 0;

    /// <summary>Opens a file now, so that what is wrong with it is told.</summary>
    /// <exception cref="LogException">It cannot be used.</exception>
    public void Open(DateTimeOffset time)
    {
        DateTime? wanted = isDaily ? time.UtcDateTime.Date : null;
        if (store is not null && wanted == day && !IsFull(present))
            return;
        store?.Dispose();
        store = null;
        number = wanted == day ? number : 0;
        day = wanted;
        do
            present = LogFiles.PartOf(path, day, ++number);
        while (IsFull(present) || File.Exists(LogFiles.PartOf(path, day, number + 1)));
        store = open(present);
    }

    /// <inheritdoc/>
    public long Write(IReadOnlyList<LogBatch> batches)
    {
        Open(batches[0].Time);
        return store!.Write(batches);
    }

    /// <inheritdoc/>
    public void Dispose() => store?.Dispose();

    private bool IsFull(string file) => Size(file) + Size(file + "-wal") >= mostBytes;

    private static long Size(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;
}
