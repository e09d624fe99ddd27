using System.Management.Automation;

namespace MacNet.PowerShell.Alerts;

/// <summary>Gives the alerts of this process: what is raised, what was told, what could not be.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorAlert")]
[OutputType(typeof(MaccorAlert))]
public sealed class GetMaccorAlert : AlertCmdlet
{
    /// <inheritdoc/>
    protected override void Process(MaccorAlert alert) => WriteObject(alert);
}
