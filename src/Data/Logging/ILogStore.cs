namespace MacNet.Data.Logging;

/// <summary>Where a log keeps what it is given. One thread uses it.</summary>
public interface ILogStore : IDisposable
{
    /// <summary>What stands in the way just now, while what is given waits on disk; null for nothing.</summary>
    string? Problem { get; }

    /// <summary>How many rows wait on disk.</summary>
    long Spooled { get; }

    /// <summary>Keeps batches, each whole or not at all; when it returns, no power cut takes away what it counts.</summary>
    /// <returns>How many rows have been kept for good.</returns>
    /// <exception cref="IOException">Nothing of it was kept: it may be tried again.</exception>
    long Write(IReadOnlyList<LogBatch> batches);
}
