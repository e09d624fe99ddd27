using MacNet.Data.Logging;

namespace MacNet.Data.Alerts;

/// <summary>A log that any process writes has no reading of late.</summary>
/// <param name="name">What it is called.</param>
/// <param name="hasReadings">Says whether it has a reading from a time on.</param>
/// <param name="longest">How old its newest reading may be.</param>
public sealed class LogFileSilenceCondition(string name, Func<DateTimeOffset, bool> hasReadings, TimeSpan longest) : AlertCondition
{
    // To look costs the disk something.
    private const int LooksInTime = 10;

    private DateTimeOffset nextLook;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"log {name} has nothing new for {longest.TotalSeconds:0.###} s");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(DateTimeOffset now)
    {
        if (now < nextLook)
            return [];
        nextLook = now + TimeSpan.FromTicks(longest.Ticks / LooksInTime);
        return [Found(now)];
    }

    private Finding Found(DateTimeOffset now)
    {
        var subject = new AlertSubject("", Part: $"log {name}");
        var silent = FormattableString.Invariant($"Log '{name}' has no reading of the last {longest.TotalSeconds:0.###} s");
        try
        {
            return new(subject, hasReadings(now - longest) ? Verdict.Fine : Verdict.Wrong, silent);
        }
        catch (LogException problem)
        {
            return new(subject, Verdict.Wrong, $"{silent}: {problem.Message}");
        }
    }
}
