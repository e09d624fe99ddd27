using MacNet.Data.Live;
using MacNet.Protocol.Messages;

namespace MacNet.Data.Alerts;

/// <summary>
/// Nothing new is heard: a tester does not answer, or answers with the same test time again and again though a test runs on the channel.
/// </summary>
/// <param name="longest">How long nothing may be heard.</param>
public sealed class SilenceCondition(TimeSpan longest) : AlertCondition
{
    private readonly Dictionary<(string Session, int Channel), (TimeSpan TestTime, DateTimeOffset Since)> last = [];

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"nothing new for {longest.TotalSeconds:0.###} s");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(TesterPicture tester, DateTimeOffset now)
    {
        var silence = now - (tester.AnsweredAt ?? tester.Since);
        var why = tester.Problem is { } problem ? $": {problem}" : "";
        yield return new(
            new(tester.Session),
            silence > longest ? Verdict.Wrong : Verdict.Fine,
            FormattableString.Invariant($"{tester.Session} has not answered for {silence.TotalSeconds:0} s{why}"),
            silence.TotalSeconds);
        if (tester.Problem is not null)
            yield break;
        foreach (var reading in tester.Channels)
        {
            if (Stillness(reading, now) is { } still)
                yield return still;
        }
    }

    private Finding? Stillness(LogReading reading, DateTimeOffset now)
    {
        var key = (reading.Session, reading.Channel);
        var subject = new AlertSubject(reading.Session, reading.Channel);
        if (reading.State != ChannelState.Active || reading.TestTime is not { } time)
        {
            last.Remove(key);
            return new(subject, Verdict.Fine, $"{subject}: no test runs");
        }

        if (!last.TryGetValue(key, out var known) || known.TestTime != time)
            last[key] = known = (time, now);
        var silence = now - known.Since;
        return new(
            subject,
            silence > longest ? Verdict.Wrong : Verdict.Fine,
            FormattableString.Invariant($"{subject} gives no new readings: its test time has stood still for {silence.TotalSeconds:0} s"),
            silence.TotalSeconds);
    }
}
