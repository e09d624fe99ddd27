using MacNet.Data.Live;

namespace MacNet.Data.Alerts;

/// <summary>Something that an alert looks for.</summary>
public abstract class AlertCondition
{
    /// <summary>What it looks for, in words.</summary>
    public abstract string Description { get; }

    /// <summary>Looks at a tester. What it gives no finding of is not known.</summary>
    /// <param name="tester">What is known of the tester.</param>
    /// <param name="now">The time, UTC.</param>
    public virtual IEnumerable<Finding> Look(TesterPicture tester, DateTimeOffset now) => [];

    /// <summary>Looks at what is no tester's.</summary>
    /// <param name="now">The time, UTC.</param>
    public virtual IEnumerable<Finding> Look(DateTimeOffset now) => [];

    private protected static AlertSubject SubjectOf(LogReading reading, string? part = null) => new(reading.Session, reading.Channel, part);

    private protected static string Name(LogReading reading) =>
        reading.TestName is { Length: > 0 } test ? $"{SubjectOf(reading)} ({test})" : SubjectOf(reading).ToString();
}

/// <summary>Looks at each channel's reading.</summary>
public abstract class ChannelCondition : AlertCondition
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Look(TesterPicture tester, DateTimeOffset now) =>
        tester.Problem is null ? tester.Channels.SelectMany(Look) : [];

    /// <summary>Looks at one reading.</summary>
    protected abstract IEnumerable<Finding> Look(LogReading reading);
}
