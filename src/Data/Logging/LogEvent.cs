namespace MacNet.Data.Logging;

/// <summary>Something that happened to a tester, a channel or a log.</summary>
/// <param name="Time">When it was noticed, UTC.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Channel">The channel, counted from 1; null where it is about the whole tester.</param>
/// <param name="Text">What happened, in words.</param>
public sealed record LogEvent(DateTimeOffset Time, LogEventKind Kind, int? Channel, string Text);
