namespace MacNet.Data.Logging;

/// <summary>What was collected at once: it is kept whole or not at all.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Time">When it was collected, UTC.</param>
/// <param name="Readings">The readings: of all channels in a sweep, of single channels with their details otherwise.</param>
/// <param name="Events">What happened.</param>
public sealed record LogBatch(
    string Session, DateTimeOffset Time, IReadOnlyList<LogReading> Readings, IReadOnlyList<LogEvent> Events);
