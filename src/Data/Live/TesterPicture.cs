namespace MacNet.Data.Live;

/// <summary>What is known of a tester now.</summary>
public sealed class TesterPicture
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>When it was first looked at, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it answered last, UTC; null where it has not yet.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Why it did not answer the last time; null where it did.</summary>
    public string? Problem { get; init; }

    /// <summary>How often it is looked at.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>The last reading of each channel, by number, with what was last read of its test.</summary>
    public IReadOnlyList<LogReading> Channels { get; init; } = [];

    /// <summary>The same tester with some of its channels.</summary>
    public TesterPicture Only(Func<LogReading, bool> isWanted) => new()
    {
        Session = Session,
        Since = Since,
        AnsweredAt = AnsweredAt,
        Problem = Problem,
        Interval = Interval,
        Channels = [.. Channels.Where(isWanted)],
    };
}
