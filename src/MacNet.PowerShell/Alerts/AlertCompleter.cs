using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MacNet.PowerShell.Alerts;

namespace MacNet.PowerShell;

/// <summary>Completes the names of alerts.</summary>
public sealed class AlertCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, MaccorAlert.Registered.Select(alert => alert.Name));
}
