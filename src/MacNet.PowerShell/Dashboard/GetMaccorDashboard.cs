using System.Management.Automation;

namespace MacNet.PowerShell.Dashboard;

/// <summary>Gives the pages that this process serves.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorDashboard")]
[OutputType(typeof(MaccorDashboard))]
public sealed class GetMaccorDashboard : MaccorCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(MaccorDashboard.Running, enumerateCollection: true);
}
