using System.Management.Automation;

namespace MacNet.PowerShell.Alerts;

/// <summary>A cmdlet for alerts that there are.</summary>
public abstract class AlertCmdlet : MaccorCmdlet
{
    /// <summary>The alerts' names; wildcards are allowed. All, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AlertCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        var registered = MaccorAlert.Registered;
        foreach (var alert in registered.NamedByAny(Name, alert => alert.Name))
            Process(alert);
        foreach (var name in Name.Where(name => registered.Lacks(name, alert => alert.Name)))
        {
            WriteError(Errors.RecordOf(
                new ItemNotFoundException($"There is no alert named '{name}'."),
                "NoSuchAlert",
                ErrorCategory.ObjectNotFound,
                name,
                "See which there are with Get-MaccorAlert; make one with Register-MaccorAlert."));
        }
    }

    /// <summary>Does what the cmdlet does with one alert.</summary>
    protected abstract void Process(MaccorAlert alert);
}
