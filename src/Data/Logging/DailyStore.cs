using System.Globalization;

namespace MacNet.Data.Logging;

/// <summary>A file for each day, UTC, with the date in its name: lab.csv becomes lab-2026-11-26.csv.</summary>
/// <param name="path">The path without the date.</param>
/// <param name="open">Opens a day's file.</param>
public sealed class DailyStore(string path, Func<string, ILogStore> open) : ILogStore
{
    private ILogStore? store;
    private DateTime day;

    /// <inheritdoc/>
    public string? Problem => store?.Problem;

    /// <inheritdoc/>
    public long Spooled => store?.Spooled ?? 0;

    /// <summary>Opens a day's file now, so that what is wrong with it is told.</summary>
    /// <exception cref="LogException">It cannot be used.</exception>
    public void Open(DateTimeOffset time)
    {
        if (store is not null && time.UtcDateTime.Date == day)
            return;
        store?.Dispose();
        store = null;
        store = open(PathOf(time.UtcDateTime));
        day = time.UtcDateTime.Date;
    }

    /// <inheritdoc/>
    public long Write(IReadOnlyList<LogBatch> batches)
    {
        Open(batches[0].Time);
        return store!.Write(batches);
    }

    /// <inheritdoc/>
    public void Dispose() => store?.Dispose();

    private string PathOf(DateTime time) => Path.Combine(
        Path.GetDirectoryName(path) ?? "",
        $"{Path.GetFileNameWithoutExtension(path)}-{time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{Path.GetExtension(path)}");
}
