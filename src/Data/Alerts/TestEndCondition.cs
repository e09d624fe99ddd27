using MacNet.Data.Live;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;

namespace MacNet.Data.Alerts;

/// <summary>A test has ended that was under way when it was looked at before.</summary>
public sealed class TestEndCondition : AlertCondition
{
    private readonly HashSet<(string Session, int Channel)> running = [];

    /// <inheritdoc/>
    public override string Description => "a test ends";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(TesterPicture tester, DateTimeOffset now)
    {
        foreach (var reading in tester.Channels.Where(reading => reading.State is not null && tester.Problem is null))
        {
            var key = (reading.Session, reading.Channel);
            if (!IsOver(reading.State!.Value))
                running.Add(key);
            else if (running.Remove(key))
                yield return new(SubjectOf(reading), Verdict.Happened, TextOf(reading));
        }
    }

    private static bool IsOver(ChannelState state) =>
        ChannelReading.EndsWait(state) || state is ChannelState.NotAvailable or ChannelState.NotUsed or ChannelState.NotApplicable;

    private static string TextOf(LogReading reading)
    {
        var test = reading.TestName is { Length: > 0 } name ? $"test '{name}'" : "the test";
        var reason = reading.State == ChannelState.Problem && reading.Reason is { } why ? $", {why}" : "";
        return $"{SubjectOf(reading)}: {test} has ended, {reading.State}{reason}";
    }
}
