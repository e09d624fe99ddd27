namespace MacNet.Data.Logging;

/// <summary>Which readings of a log are wanted; all where nothing is said.</summary>
public sealed record LogQuery
{
    /// <summary>Whether a session is wanted, by its name.</summary>
    public Func<string, bool>? Session { get; init; }

    /// <summary>The channels, counted from 1.</summary>
    public IReadOnlyCollection<int>? Channels { get; init; }

    /// <summary>Whether a test is wanted, by its name.</summary>
    public Func<string, bool>? TestName { get; init; }

    /// <summary>From when on.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Before when.</summary>
    public DateTimeOffset? Before { get; init; }

    internal bool Wants(LogReading reading) =>
        Session?.Invoke(reading.Session) != false
        && Channels?.Contains(reading.Channel) != false
        && (TestName is null || (reading.TestName is { } name && TestName(name)))
        && !(After is { } after && !(reading.ReadAt >= after))
        && !(Before is { } before && !(reading.ReadAt < before));
}
