using MacNet.Data.Live;
using MacNet.Protocol.Messages;

namespace MacNet.Data.Dashboard;

/// <summary>What happened lately: changes of state, testers that went away and came back, and what others add.</summary>
internal sealed class EventLog : IDisposable
{
    private const int Most = 500;

    private readonly LabPicture picture;
    private readonly TimeProvider clock;
    private readonly object gate = new();
    private readonly LinkedList<DashboardEvent> events = new();
    private readonly Dictionary<(string Session, int Channel), ChannelState> states = [];
    private readonly Dictionary<string, bool> away = new(StringComparer.OrdinalIgnoreCase);
    private readonly IDisposable watching;

    internal EventLog(LabPicture picture, TimeProvider clock)
    {
        (this.picture, this.clock) = (picture, clock);
        watching = picture.Watch(Look);
    }

    internal event Action<DashboardEvent>? Added;

    /// <summary>The latest first.</summary>
    internal IReadOnlyList<DashboardEvent> Latest
    {
        get
        {
            lock (gate)
                return [.. events];
        }
    }

    internal void Add(DashboardEvent happened)
    {
        lock (gate)
        {
            events.AddFirst(happened);
            if (events.Count > Most)
                events.RemoveLast();
        }

        Added?.Invoke(happened);
    }

    public void Dispose() => watching.Dispose();

    private void Look(string session)
    {
        if (picture.Find(session) is not { } tester)
            return;
        foreach (var happened in New(tester))
            Add(happened);
    }

    private List<DashboardEvent> New(TesterPicture tester)
    {
        var now = clock.GetUtcNow();
        var found = new List<DashboardEvent>();
        lock (gate)
        {
            var isAway = tester.Problem is not null;
            if (away.TryGetValue(tester.Session, out var was) ? was != isAway : isAway)
                found.Add(new(now, tester.Session, null, isAway ? $"does not answer: {tester.Problem}" : "answers again"));
            away[tester.Session] = isAway;
            foreach (var reading in tester.Channels.Where(reading => reading.State is not null))
            {
                var key = (reading.Session, reading.Channel);
                if (states.TryGetValue(key, out var former) && former != reading.State)
                    found.Add(new(now, reading.Session, reading.Channel, TextOf(reading, former)));
                states[key] = reading.State!.Value;
            }
        }

        return found;
    }

    private static string TextOf(LogReading reading, ChannelState former)
    {
        var why = reading.State is ChannelState.Problem or ChannelState.Suspended ? reading.Reason?.ToString() : null;
        var reason = why is null || why == reading.State.ToString() ? "" : $", {why}";
        var test = reading.TestName is { Length: > 0 } name ? $" ({name})" : "";
        return $"{former} → {reading.State}{reason}{test}";
    }
}
