using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Stops virtual testers of this process: all, or those given.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MaccorSimulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class StopMaccorSimulator : SimulatorCommandCmdlet
{
    /// <inheritdoc/>
    protected override string Action => "Stop the virtual tester";

    /// <inheritdoc/>
    protected override void Give(MaccorSimulator simulator) => simulator.Stop();
}
