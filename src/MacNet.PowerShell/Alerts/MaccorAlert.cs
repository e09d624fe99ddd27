using MacNet.Data.Alerts;
using MacNet.PowerShell.Live;

namespace MacNet.PowerShell.Alerts;

/// <summary>An alert of this process.</summary>
public sealed class MaccorAlert
{
    // For what is on its way when an alert is taken away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly SharedList<MaccorAlert> Alerts = new();

    private readonly WatchedAlert watched;
    private readonly IReadOnlyList<IDisposable> held;

    private MaccorAlert(WatchedAlert watched, IReadOnlyList<string> sessions, IReadOnlyList<IDisposable> held)
    {
        this.watched = watched;
        this.held = held;
        Session = new(sessions);
    }

    /// <summary>What it is called.</summary>
    public string Name => watched.Alert.Name;

    /// <summary>The testers that it watches over.</summary>
    public NamedList<string> Session { get; }

    /// <summary>What it looks for, in words.</summary>
    public NamedList<string> Condition => new(watched.Alert.Conditions.Select(condition => condition.Description));

    /// <summary>How long something must last before it is told.</summary>
    public TimeSpan For => watched.Alert.For;

    /// <summary>After how long it is told again; null for never.</summary>
    public TimeSpan? RepeatAfter => watched.Alert.RepeatAfter;

    /// <summary>What is raised now.</summary>
    public NamedList<Incident> Raised => new(watched.Alert.Raised);

    /// <summary>Whom it tells.</summary>
    public NamedList<string> Receiver => new(watched.Deliveries.Select(delivery => delivery.Description));

    /// <summary>How many messages have been told.</summary>
    public int Delivered => watched.Deliveries.Sum(delivery => delivery.Delivered);

    /// <summary>How many messages wait for a receiver that is away.</summary>
    public int Waiting => watched.Deliveries.Sum(delivery => delivery.Waiting);

    /// <summary>How many messages could not be told.</summary>
    public int Failed => watched.Deliveries.Sum(delivery => delivery.Failed);

    /// <summary>What went wrong last; null where nothing is wrong.</summary>
    public string? LastError =>
        watched.LookError ?? watched.Deliveries.Select(delivery => delivery.LastError).FirstOrDefault(error => error is not null);

    internal static IReadOnlyList<MaccorAlert> Registered => Alerts.All;

    internal WatchedAlert Watched => watched;

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static bool IsTaken(string name) => Registered.HasNamed(name, alert => alert.Name);

    internal static string FreeName() => Registered.FreeName("alert", alert => alert.Name);

    /// <summary>Begins to watch. What is held is disposed with the alert.</summary>
    internal static MaccorAlert Register(WatchedAlert watched, IReadOnlyList<string> sessions, IReadOnlyList<IDisposable> held)
    {
        var alert = new MaccorAlert(watched, sessions, held);
        Alerts.Add(alert);
        Lab.Alerts.Add(watched);
        return alert;
    }

    /// <summary>Ends all alerts.</summary>
    /// <returns>What is not told any more, in words.</returns>
    internal static IReadOnlyList<string> UnregisterAll() =>
        [.. Task.WhenAll(Registered.Select(alert => alert.UnregisterAsync())).GetAwaiter().GetResult().SelectMany(lost => lost)];

    /// <summary>Ends the alert. What is on its way has a while to arrive.</summary>
    /// <returns>What is not told any more, in words.</returns>
    internal async Task<IReadOnlyList<string>> UnregisterAsync()
    {
        Alerts.Remove(this);
        Lab.Alerts.Remove(watched);
        var lost = await watched.EndAsync(Patience).ConfigureAwait(false);
        foreach (var item in held)
            item.Dispose();
        return lost;
    }

    /// <summary>Ends the alert from within what it does itself, which goes on to its end.</summary>
    internal void UnregisterFromWithin()
    {
        Alerts.Remove(this);
        Lab.Alerts.Remove(watched);
        watched.Dispose();
        foreach (var item in held)
            item.Dispose();
    }

    internal bool IsFromWithin => held.OfType<BackgroundScript>().Any(script => script.IsHere);
}
