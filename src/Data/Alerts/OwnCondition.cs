using MacNet.Data.Live;

namespace MacNet.Data.Alerts;

/// <summary>A condition of the user's own.</summary>
/// <param name="judge">Says of each of some readings whether something is the matter.</param>
/// <param name="description">What it looks for, in words.</param>
public sealed class OwnCondition(Func<IReadOnlyList<LogReading>, IReadOnlyList<bool>> judge, string description) : AlertCondition
{
    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(TesterPicture tester, DateTimeOffset now)
    {
        if (tester.Problem is not null || tester.Channels.Count == 0)
            return [];
        var verdicts = judge(tester.Channels);
        return tester.Channels.Select((reading, i) => new Finding(
            SubjectOf(reading), verdicts[i] ? Verdict.Wrong : Verdict.Fine, $"{Name(reading)}: {description}"));
    }
}
