using System.Management.Automation;

namespace MacNet.PowerShell.Dashboard;

/// <summary>Stops pages that this process serves: all, or those given.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MaccorDashboard", SupportsShouldProcess = true)]
public sealed class StopMaccorDashboard : MaccorCmdlet
{
    /// <summary>The ports of the pages; all pages, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Number(0, Whole = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(DashboardCompleter))]
    public int[]? Port { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var running = MaccorDashboard.Running;
        foreach (var dashboard in running.Where(dashboard => Port is null || Port.Contains(dashboard.Port)))
        {
            if (ShouldProcess(dashboard.Url.ToString(), "Stop the page"))
                dashboard.Stop();
        }

        foreach (var port in (Port ?? []).Where(port => running.All(dashboard => dashboard.Port != port)))
        {
            WriteError(Errors.RecordOf(
                new ItemNotFoundException(FormattableString.Invariant($"No page is served at port {port}.")),
                "NoSuchDashboard",
                ErrorCategory.ObjectNotFound,
                port,
                "See which there are with Get-MaccorDashboard."));
        }
    }
}
