using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MacNet.PowerShell;

/// <summary>Completes the channels of the session connected last, or of the one given, from what is known without asking.</summary>
public sealed class ChannelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var count = CompletedSession.Of(fakeBoundParameters)?.ChannelCount ?? 0;
        return Completion.Matching(
            wordToComplete, Enumerable.Range(1, count).Select(channel => channel.ToString(CultureInfo.InvariantCulture)));
    }
}
