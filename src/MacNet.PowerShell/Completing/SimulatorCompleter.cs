using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MacNet.PowerShell.Simulator;

namespace MacNet.PowerShell;

/// <summary>Completes the names of virtual testers.</summary>
public sealed class SimulatorCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, MaccorSimulator.Running.Select(simulator => simulator.Name));
}
