using MacNet.Data.Live;

namespace MacNet.Data.Alerts;

/// <summary>
/// Looks for what is the matter and tells it: once when it has lasted, again when that is wanted and it still lasts, once more when it
/// is over. What is not known meanwhile, as a tester is away, neither begins nor ends an incident.
/// </summary>
/// <param name="name">The alert's name.</param>
/// <param name="conditions">What it looks for; each incident is about one of them.</param>
public sealed class Alert(string name, IReadOnlyList<AlertCondition> conditions)
{
    private readonly object gate = new();
    private readonly Dictionary<(int Condition, AlertSubject Subject), Incident> incidents = [];

    /// <summary>The alert's name.</summary>
    public string Name => name;

    /// <summary>What it looks for.</summary>
    public IReadOnlyList<AlertCondition> Conditions => conditions;

    /// <summary>How long something must last before it is told.</summary>
    public TimeSpan For { get; init; }

    /// <summary>After how long it is told again while it lasts; null for never.</summary>
    public TimeSpan? RepeatAfter { get; init; }

    /// <summary>Which testers and channels it looks at.</summary>
    public Func<string, int?, bool> IsAbout { get; init; } = (_, _) => true;

    /// <summary>What has been told and still lasts.</summary>
    public IReadOnlyList<Incident> Raised
    {
        get
        {
            lock (gate)
                return [.. incidents.Values.Where(incident => incident.ToldAt is not null).OrderBy(incident => incident.Began)];
        }
    }

    /// <summary>Looks at a tester.</summary>
    /// <returns>What there is to tell, in its order.</returns>
    public IReadOnlyList<AlertMessage> Look(TesterPicture tester, DateTimeOffset now)
    {
        var seen = tester.Only(reading => IsAbout(reading.Session, reading.Channel));
        return Look(
            condition => condition.Look(seen, now).Where(finding => IsAbout(finding.Subject.Session, finding.Subject.Channel)),
            tester.Channels,
            now);
    }

    /// <summary>Looks at what is no tester's.</summary>
    /// <returns>What there is to tell, in its order.</returns>
    public IReadOnlyList<AlertMessage> Look(DateTimeOffset now) => Look(condition => condition.Look(now), [], now);

    /// <summary>A message to see whether messages arrive.</summary>
    public AlertMessage TestMessage(DateTimeOffset now) => new()
    {
        Alert = name,
        Kind = AlertMessageKind.Test,
        Text = $"This is a test of the alert '{name}'. Nothing is wrong.",
        Began = now,
        Time = now,
    };

    private IReadOnlyList<AlertMessage> Look(
        Func<AlertCondition, IEnumerable<Finding>> look, IReadOnlyList<LogReading> channels, DateTimeOffset now)
    {
        lock (gate)
        {
            return
            [
                .. from condition in Enumerable.Range(0, conditions.Count)
                   from finding in look(conditions[condition]).ToArray()
                   let message = Take(condition, finding, now)
                   where message is not null
                   select message with { TestName = TestOn(finding.Subject, channels) },
            ];
        }
    }

    private static string? TestOn(AlertSubject subject, IReadOnlyList<LogReading> channels) =>
        channels.FirstOrDefault(reading => reading.Channel == subject.Channel)?.TestName;

    private AlertMessage? Take(int condition, Finding finding, DateTimeOffset now)
    {
        var key = (condition, finding.Subject);
        if (finding.Verdict == Verdict.Happened)
            return Message(AlertMessageKind.Raised, finding, now, now);
        if (finding.Verdict == Verdict.Fine)
        {
            var ended = incidents.TryGetValue(key, out var former) && former.ToldAt is not null ? former : null;
            incidents.Remove(key);
            return ended is null ? null : Message(AlertMessageKind.Over, ended.Finding, ended.Began, now);
        }

        if (!incidents.TryGetValue(key, out var incident))
            incidents[key] = incident = new Incident(finding, now);
        incident.Finding = finding;
        if (incident.ToldAt is null ? now - incident.Began < For : !(now - incident.ToldAt >= RepeatAfter))
            return null;
        var kind = incident.ToldAt is null ? AlertMessageKind.Raised : AlertMessageKind.Repeated;
        incident.ToldAt = now;
        return Message(kind, finding, incident.Began, now);
    }

    private AlertMessage Message(AlertMessageKind kind, Finding finding, DateTimeOffset began, DateTimeOffset now) => new()
    {
        Alert = name,
        Kind = kind,
        Session = finding.Subject.Session,
        Channel = finding.Subject.Channel,
        Text = finding.Text,
        Value = finding.Value,
        Began = began,
        Time = now,
    };
}
