using System.Text;
using MacNet.Data.Live;

namespace MacNet.Data.Dashboard;

/// <summary>
/// What one browser is sent as it happens: at first everything, then what has changed. A slow browser gets less often what is newest
/// then; nothing piles up for it.
/// </summary>
internal sealed class NewsStream : IDisposable
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private static readonly byte[] ComeBackSoon = "retry: 1000\n"u8.ToArray();
    private const int MostEvents = 200;

    private readonly LabPicture picture;
    private readonly DashboardOptions options;
    private readonly EventLog log;
    private readonly IDisposable watching;
    private readonly object gate = new();
    private readonly HashSet<string> news = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<DashboardEvent> happened = new();
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly Dictionary<(string Session, int Channel), LogReading> sent = [];
    private byte[] sentAlerts = [];

    internal NewsStream(LabPicture picture, EventLog log, DashboardOptions options)
    {
        (this.picture, this.log, this.options) = (picture, log, options);
        watching = picture.Watch(session => Note(() => news.Add(session)));
        log.Added += OnEvent;
    }

    /// <summary>Writes until the browser is gone, or it is cancelled.</summary>
    internal async Task WriteAsync(Stream output, CancellationToken cancellation)
    {
        await output.WriteAllAsync(ComeBackSoon, cancellation).ConfigureAwait(false);
        await SendAsync(output, "state", WholeState(), cancellation).ConfigureAwait(false);
        while (true)
        {
            var woken = await wake.WaitAsync(Tick, cancellation).ConfigureAwait(false);
            foreach (var (kind, content) in woken ? TakeNews() : [("tick", "{}"u8.ToArray())])
                await SendAsync(output, kind, content, cancellation).ConfigureAwait(false);
            await Task.Delay(Apart, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        watching.Dispose();
        log.Added -= OnEvent;
    }

    private byte[] WholeState()
    {
        var testers = picture.Testers;
        foreach (var reading in testers.SelectMany(tester => tester.Channels))
            sent[(reading.Session, reading.Channel)] = reading;
        var alerts = options.Alerts().ToArray();
        sentAlerts = DashboardJson.Alerts(alerts);
        return DashboardJson.State(options.Clock.GetUtcNow(), testers, log.Latest, alerts);
    }

    private List<(string Kind, byte[] Content)> TakeNews()
    {
        string[] sessions;
        DashboardEvent[] events;
        lock (gate)
        {
            (sessions, events) = ([.. news], [.. happened]);
            news.Clear();
            happened.Clear();
        }

        var found = sessions.Select(picture.Find).ToArray();
        if (found.Contains(null))
            return [("state", WholeState())];
        List<(string, byte[])> all = [.. found.Select(tester => ("tester", DashboardJson.Tester(tester!, Changed(tester!))))];
        all.AddRange(events.Select(one => ("event", DashboardJson.Event(one))));
        var alerts = DashboardJson.Alerts(options.Alerts());
        if (!alerts.AsSpan().SequenceEqual(sentAlerts))
            all.Add(("alerts", sentAlerts = alerts));
        return all;
    }

    private List<LogReading> Changed(TesterPicture tester)
    {
        var changed = new List<LogReading>();
        foreach (var reading in tester.Channels)
        {
            if (sent.TryGetValue((reading.Session, reading.Channel), out var former) && reading.LooksLike(former))
                continue;
            sent[(reading.Session, reading.Channel)] = reading;
            changed.Add(reading);
        }

        return changed;
    }

    private void OnEvent(DashboardEvent one) => Note(() =>
    {
        happened.Enqueue(one);
        while (happened.Count > MostEvents)
            happened.Dequeue();
    });

    private void Note(Action note)
    {
        lock (gate)
        {
            note();
            if (wake.CurrentCount == 0)
                wake.Release();
        }
    }

    private static async Task SendAsync(Stream output, string kind, byte[] content, CancellationToken cancellation)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"event: {kind}\ndata: "), .. content, (byte)'\n', (byte)'\n'];
        await output.WriteAllAsync(message, cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
