using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using MacNet.Protocol.Messages;

namespace MacNet.PowerShell;

/// <summary>Completes the names of variables.</summary>
public sealed class VariableCompleter : IArgumentCompleter
{
    private static readonly string[] Names =
        [.. Enumerable.Range(1, VariablesReply.Count).Select(number => "VAR" + number.ToString(CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, Names);
}
