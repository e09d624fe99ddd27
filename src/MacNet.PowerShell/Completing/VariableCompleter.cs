using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell;

/// <summary>Completes the names of variables.</summary>
public sealed class VariableCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, ChannelVariable.Names);
}
