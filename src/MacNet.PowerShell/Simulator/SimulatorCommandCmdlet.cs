using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>A cmdlet that gives one command to virtual testers of this process: all, or those given.</summary>
public abstract class SimulatorCommandCmdlet : SimulatorCmdlet
{
    /// <summary>The virtual testers, or their names; wildcards are allowed. All that run in this process, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SupportsWildcards]
    [SimulatorTransformation]
    [ArgumentCompleter(typeof(SimulatorCompleter))]
    public SimulatorArgument[]? Simulator { get; set; }

    /// <summary>What is done, in words.</summary>
    protected abstract string Action { get; }

    /// <summary>Gives the command.</summary>
    protected abstract void Give(MaccorSimulator simulator);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var simulator in Found(Simulator))
        {
            if (ShouldProcess(simulator.Name, Action))
                Give(simulator);
        }
    }
}
