using System.Collections;

namespace MacNet.PowerShell.Simulator;

/// <summary>Completes the names of virtual testers.</summary>
public sealed class SimulatorCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Names(IDictionary boundParameters) =>
        MaccorSimulator.Running.Select(simulator => simulator.Name);
}
