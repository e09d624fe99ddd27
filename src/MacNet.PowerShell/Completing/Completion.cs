using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>Completes an argument with names: what a completer finds is written so that it can only be read as that name.</summary>
public abstract class Completer : IArgumentCompleter
{
    // By which parameter a word of a line was completed.
    private static readonly ConditionalWeakTable<CommandAst, StrongBox<(string? Word, string? Parameter)>> Answered = new();

    private static readonly char[] Quotes = ['\'', '"', '\u2018', '\u2019', '\u201A', '\u201B', '\u201C', '\u201D', '\u201E'];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult>? CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var begin = (wordToComplete ?? "").Trim(Quotes).Replace("''", "'");
        CompletionResult[] found =
        [
            .. Names(fakeBoundParameters)
                .Where(name => name.Length > 0 && name.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
                .Select(name => new CompletionResult(Written(name), name.Shown(), CompletionResultType.ParameterValue, name.Shown())),
        ];
        if (found.Length == 0 && begin.Length > 0 && LeavesWords && !IsNamed(commandAst, parameterName))
            return null;
        return commandAst is null || IsAskedFirst(commandAst, begin, parameterName) ? found : null;
    }

    /// <summary>Whether a word that nothing is known for may be another parameter's: PowerShell is told of nothing then.</summary>
    protected virtual bool LeavesWords => false;

    /// <summary>The names to choose from.</summary>
    protected abstract IEnumerable<string> Names(IDictionary boundParameters);

    /// <summary>The session that the command line is about, or null.</summary>
    protected static MaccorSession? SessionOf(IDictionary boundParameters) => First(boundParameters["Session"]) switch
    {
        MaccorSession session => session,
        SessionArgument { Session: { } session } => session,
        string name => SessionRegistry.Find(name) is { Count: > 0 } found ? found[0] : null,
        _ => SessionRegistry.Current,
    };

    // Where an argument may be that of several parameters, PowerShell asks for each, and puts nothing good between what they say.
    private static bool IsAskedFirst(CommandAst command, string word, string parameter)
    {
        var answered = Answered.GetOrCreateValue(command);
        if (answered.Value.Word != word)
            answered.Value = (word, parameter);
        return answered.Value.Parameter == parameter;
    }

    private static bool IsNamed(CommandAst? command, string parameter) =>
        command?.CommandElements.OfType<CommandParameterAst>()
            .Any(named => parameter.StartsWith(named.ParameterName, StringComparison.OrdinalIgnoreCase)) == true;

    private static object? First(object? given) => given switch
    {
        PSObject wrapped => First(wrapped.BaseObject),
        object?[] { Length: > 0 } several => First(several[0]),
        _ => given,
    };

    private static string Written(string name) =>
        IsPlain(name) ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";

    // A whole number that stays what it is, or a word: what begins with a dash is a parameter, with '@' or '$' something else, with a digit
    // perhaps a number.
    private static bool IsPlain(string name) =>
        (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == name)
        || (char.IsLetter(name[0]) && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.'));
}
