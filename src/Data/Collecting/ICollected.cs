namespace MacNet.Data.Collecting;

/// <summary>Takes what a collector reads. It is called by one collector at a time, and the collector waits for it.</summary>
public interface ICollected
{
    /// <summary>A whole sweep: a reading of each channel.</summary>
    Task TakeSweepAsync(string session, IReadOnlyList<LogReading> readings, CancellationToken cancellation);

    /// <summary>What was read of one channel in full.</summary>
    Task TakeDetailsAsync(LogReading reading, CancellationToken cancellation);

    /// <summary>The tester did not answer.</summary>
    Task TakeAbsenceAsync(string session, DateTimeOffset time, string problem, CancellationToken cancellation);
}
