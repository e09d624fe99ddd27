using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Stops virtual testers of this process: all, or those given.</summary>
[Cmdlet(VerbsLifecycle.Stop, "MaccorSimulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class StopMaccorSimulator : SimulatorCmdlet
{
    /// <summary>The virtual testers, or their names; wildcards are allowed. All that run in this process, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SupportsWildcards]
    [SimulatorTransformation]
    [ArgumentCompleter(typeof(SimulatorCompleter))]
    public SimulatorArgument[]? Simulator { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var simulator in Found(Simulator))
        {
            if (ShouldProcess(simulator.Name, "Stop the virtual tester"))
                simulator.Stop();
        }
    }
}
