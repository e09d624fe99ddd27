using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using MacNet.Data.Dashboard;
using MacNet.Data.Logging;
using MacNet.PowerShell.Live;
using MacNet.PowerShell.Log;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Dashboard;

/// <summary>
/// Serves a web page that shows testers live: every channel by state, curves, tests under way, events, alarms. It only shows. It reads
/// over connections of its own: (4, 1), (4, 2), (4, 3), (4, 9) for all channels, (4, 7), (4, 4), (4, 6) in half of the tester's time.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "MaccorDashboard", SupportsShouldProcess = true)]
[OutputType(typeof(MaccorDashboard))]
public sealed class StartMaccorDashboard : SessionCmdlet
{
    private readonly List<MaccorSession> sessions = [];

    /// <summary>The port of the page; 0 takes a free one.</summary>
    [Parameter]
    [Number(0, Whole = true)]
    [ValidateRange(0, 65535)]
    [NoCompletion]
    public int Port { get; set; } = 57580;

    /// <summary>
    /// The address to listen at. It is this computer alone, unless given: any other address of it, or 0.0.0.0 for all of them. Who looks
    /// from elsewhere needs the token that the page's address has then.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [NoCompletion]
    public IPAddress ListenAddress { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// What who looks must know: at least 16 letters and digits. A new one, unless given, where others than this computer may look.
    /// </summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z0-9_-]{16,}$")]
    [NoCompletion]
    public string? Token { get; set; }

    /// <summary>
    /// A log whose readings are shown of before the page began; those that this process writes are shown without being named.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    /// <summary>How often the testers are read, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 86400.0)]
    [NoCompletion]
    public double IntervalSeconds { get; set; } = 1;

    /// <summary>Stays until Ctrl+C, as a service wants it; the page ends then.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => sessions.AddRange(Sessions.Where(session => !sessions.Contains(session)));

    /// <inheritdoc/>
    protected override void End()
    {
        if (IsDryRun && PortsInUse.HasTcp(Port))
            ThrowTerminatingError(NotStarted(PortsInUse.Why));
        if (sessions.Count == 0 || !ShouldProcess(string.Join(", ", sessions.Select(session => session.Name)), "Serve a page"))
            return;
        var dashboard = Start();
        WriteObject(dashboard);
        if (Wait)
            Await(pump => StayAsync(dashboard, pump.Cancellation));
    }

    private static async Task StayAsync(MaccorDashboard dashboard, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        }
        finally
        {
            dashboard.Stop();
        }
    }

    private MaccorDashboard Start()
    {
        var given = LogPath is null ? null : LogReader.OfLog(this.ToFilePath(LogPath));
        var history = new KeptCurves((session, query) => LogRegistry.Read(session, given, query), TimeProvider.System);
        var options = new DashboardOptions
        {
            Address = ListenAddress,
            Port = Port,
            Token = Token,
            Alerts = MaccorDashboard.RaisedAlerts,
            History = history.Of,
        };
        DashboardServer server;
        try
        {
            server = DashboardServer.Start(Lab.Picture, options);
        }
        catch (Exception problem) when (problem is HttpListenerException or SocketException)
        {
            ThrowTerminatingError(NotStarted(problem.Message.TrimEnd('.')));
            throw;
        }

        var held = sessions.Select(session => Lab.Follow(session, TimeSpan.FromSeconds(IntervalSeconds))).ToArray();
        return MaccorDashboard.Add(server, [.. sessions.Select(session => session.Name)], held);
    }

    private ErrorRecord NotStarted(string why) => Errors.RecordOf(
        new InvalidOperationException(FormattableString.Invariant($"The page cannot be served at {ListenAddress}, port {Port}: {why}.")),
        "DashboardNotStarted",
        ErrorCategory.ResourceUnavailable,
        Port,
        "See whether another page or program has the port (Get-MaccorDashboard), or give another -Port. On Windows any -ListenAddress but this computer alone needs a right: netsh http add urlacl url=http://+:57580/ user=<who runs this>.");
}
