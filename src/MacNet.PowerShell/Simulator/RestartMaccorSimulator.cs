using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Lets virtual testers of this process lose power and come back.</summary>
[Cmdlet(VerbsLifecycle.Restart, "MaccorSimulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class RestartMaccorSimulator : SimulatorCommandCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Let the virtual tester lose power and come back";

    /// <inheritdoc/>
    protected override void Give(MaccorSimulator simulator) => simulator.Tester.LosePower();
}
