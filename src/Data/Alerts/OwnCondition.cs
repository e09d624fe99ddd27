namespace MacNet.Data.Alerts;

/// <summary>A condition of the user's own.</summary>
/// <param name="isWrong">Whether something is the matter with a channel; null where that is not known.</param>
/// <param name="description">What it looks for, in words.</param>
public sealed class OwnCondition(Func<LogReading, bool?> isWrong, string description) : ChannelCondition
{
    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LogReading reading)
    {
        if (isWrong(reading) is { } wrong)
            yield return new(SubjectOf(reading), wrong ? Verdict.Wrong : Verdict.Fine, $"{Name(reading)}: {description}");
    }
}
