using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>Completes names that a tester knows.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletedSession.Of(fakeBoundParameters) is { } session
            ? Completion.Matching(wordToComplete, Names(session, fakeBoundParameters))
            : [];

    /// <summary>The names.</summary>
    protected abstract IEnumerable<string> Names(MaccorSession session, IDictionary boundParameters);
}
