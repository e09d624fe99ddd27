using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Lets virtual testers of this process lose power and come back.</summary>
[Cmdlet(VerbsLifecycle.Restart, "MaccorSimulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class RestartMaccorSimulator : SimulatorCmdlet
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
            if (ShouldProcess(simulator.Name, "Let the virtual tester lose power and come back"))
                simulator.Tester.LosePower();
        }
    }
}
