using MacNet.Data.Alerts;
using MacNet.Data.Dashboard;
using MacNet.PowerShell.Alerts;
using MacNet.PowerShell.Live;

namespace MacNet.PowerShell.Dashboard;

/// <summary>A page that this process serves.</summary>
public sealed class MaccorDashboard
{
    private static readonly SharedList<MaccorDashboard> Dashboards = new();

    private readonly DashboardServer server;
    private readonly IReadOnlyList<IDisposable> held;

    private MaccorDashboard(DashboardServer server, IReadOnlyList<string> sessions, IReadOnlyList<IDisposable> held)
    {
        this.server = server;
        this.held = held;
        Session = new(sessions);
    }

    /// <summary>The page's address, with its token where it needs one.</summary>
    public Uri Url => server.Url;

    /// <summary>The port.</summary>
    public int Port => server.Port;

    /// <summary>The testers that it shows.</summary>
    public NamedList<string> Session { get; }

    /// <summary>How many browsers look at it.</summary>
    public int Watchers => server.Watchers;

    internal static IReadOnlyList<MaccorDashboard> Running => Dashboards.All;

    /// <inheritdoc/>
    public override string ToString() => Url.ToString();

    internal static MaccorDashboard Add(DashboardServer server, IReadOnlyList<string> sessions, IReadOnlyList<IDisposable> held)
    {
        var dashboard = new MaccorDashboard(server, sessions, held);
        Lab.Alerts.Told += dashboard.OnAlert;
        Dashboards.Add(dashboard);
        return dashboard;
    }

    internal static IEnumerable<DashboardAlert> RaisedAlerts() =>
        from alert in MaccorAlert.Registered
        from incident in alert.Raised
        select new DashboardAlert(alert.Name, incident.Began, incident.Text);

    internal static void StopAll()
    {
        foreach (var dashboard in Running)
            dashboard.Stop();
    }

    internal void Stop()
    {
        Dashboards.Remove(this);
        Lab.Alerts.Told -= OnAlert;
        server.Dispose();
        foreach (var item in held)
            item.Dispose();
    }

    private void OnAlert(AlertMessage message) =>
        server.Tell(new DashboardEvent(message.Time, message.Session, message.Channel, $"alarm '{message.Alert}': {message}"));
}
