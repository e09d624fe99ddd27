using System.Management.Automation;

namespace MacNet.PowerShell.Alerts;

/// <summary>Takes alerts away. What waits for a receiver that is away is not told any more.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "MaccorAlert", SupportsShouldProcess = true)]
public sealed class UnregisterMaccorAlert : AlertCmdlet
{
    /// <inheritdoc/>
    protected override void Process(MaccorAlert alert)
    {
        if (!ShouldProcess(alert.Name, "Take the alert away"))
            return;
        if (alert.IsFromWithin)
        {
            alert.UnregisterFromWithin();
            return;
        }

        foreach (var lost in Await(_ => alert.UnregisterAsync()))
            WriteWarning(lost);
    }
}
