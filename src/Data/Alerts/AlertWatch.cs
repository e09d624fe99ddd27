using MacNet.Data.Live;

namespace MacNet.Data.Alerts;

/// <summary>Watches over a picture of the lab: with each news of a tester, and each second, every alert looks.</summary>
public sealed class AlertWatch : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly LabPicture picture;
    private readonly TimeProvider clock;
    private readonly object gate = new();
    private readonly List<WatchedAlert> alerts = [];
    private readonly IDisposable watching;
    private readonly ITimer timer;
    private int looking;

    /// <summary>Begins to watch.</summary>
    public AlertWatch(LabPicture picture, TimeProvider clock)
    {
        (this.picture, this.clock) = (picture, clock);
        watching = picture.Watch(session => Look(session));
        timer = clock.CreateTimer(_ => LookAtAll(), null, Tick, Tick);
    }

    /// <summary>Told of each message, before who is told by the alert itself.</summary>
    public event Action<AlertMessage>? Told;

    /// <summary>The alerts, in the order of registering.</summary>
    public IReadOnlyList<WatchedAlert> Alerts
    {
        get
        {
            lock (gate)
                return [.. alerts];
        }
    }

    /// <summary>Adds an alert.</summary>
    public void Add(WatchedAlert alert)
    {
        lock (gate)
            alerts.Add(alert);
        LookAtAll();
    }

    /// <summary>Looks no more with an alert. Its receivers are its own.</summary>
    public void Remove(WatchedAlert alert)
    {
        lock (gate)
            alerts.Remove(alert);
    }

    /// <summary>Sends a message of an alert to one of its receivers, to see it arrive.</summary>
    /// <returns>When it arrived: null; when it cannot arrive: why.</returns>
    public Task<string?> SendTest(WatchedAlert alert, AlertDelivery delivery) => delivery.Post(alert.Alert.TestMessage(clock.GetUtcNow()));

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        watching.Dispose();
        foreach (var alert in Alerts)
        {
            Remove(alert);
            alert.Dispose();
        }
    }

    // A look may take longer than from one tick to the next: a condition of one's own can do anything.
    private void LookAtAll()
    {
        if (Interlocked.Exchange(ref looking, 1) == 1)
            return;
        foreach (var tester in picture.Testers)
            Look(tester);
        foreach (var alert in Alerts)
            alert.Look(clock.GetUtcNow(), Told);
        Interlocked.Exchange(ref looking, 0);
    }

    private void Look(string session)
    {
        if (picture.Find(session) is { } tester)
            Look(tester);
    }

    private void Look(TesterPicture tester)
    {
        foreach (var alert in Alerts)
            alert.Look(tester, clock.GetUtcNow(), Told);
    }
}
