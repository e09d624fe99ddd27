using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MacNet.PowerShell;

/// <summary>Completes the names of sessions.</summary>
public sealed class SessionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, SessionRegistry.All.Select(session => session.Name));
}
