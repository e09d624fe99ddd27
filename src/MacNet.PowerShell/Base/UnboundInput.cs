using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace MacNet.PowerShell;

/// <summary>
/// Says in words what to write where PowerShell only says that an input object cannot be bound: `1..4 | Set-MaccorVariable 2 3.2` takes
/// the 2 for the channel, and has no place for what comes down the pipeline.
/// </summary>
internal sealed class UnboundInput(PSCmdlet cmdlet)
{
    private readonly object? before = LastError(cmdlet);

    /// <summary>The error, where an object that came down the pipeline since was bound to nothing.</summary>
    internal ErrorRecord? Found()
    {
        var last = LastError(cmdlet);
        return last is ErrorRecord record && last != before
            && record.FullyQualifiedErrorId == $"InputObjectNotBound,{cmdlet.GetType().FullName}" ? Record() : null;
    }

    private ErrorRecord Record()
    {
        var piped = Parameters(parameter => parameter.ValueFromPipeline);
        var given = piped.FirstOrDefault(cmdlet.MyInvocation.BoundParameters.ContainsKey);
        var (what, advice) = given is null
            ? ("What came down the pipeline is nothing that this takes from there.", $"Give it by name, as an argument. {Taken(piped)}")
            : ($"Nothing was done with what came down the pipeline: -{given} is {Text(given)} already.", Named(given));
        return Errors.RecordOf(new ArgumentException(what), "InputNotTaken", ErrorCategory.InvalidArgument, null, advice);
    }

    private string Named(string given) =>
        Parameters(parameter => parameter is { ParameterSetName: "Pipeline", Position: 0 }).FirstOrDefault() is { } meant
            ? $"Name what was meant, as in -{meant} {Text(given)}, where the pipeline gives -{given}."
            : $"Give -{given} either as an argument or down the pipeline.";

    private static string Taken(string[] piped) => piped.Length == 0 ? "" : $"The pipeline gives -{string.Join(" or -", piped)}.";

    private string Text(string parameter) =>
        cmdlet.MyInvocation.BoundParameters[parameter] is IEnumerable several and not string
            ? string.Join(", ", several.Cast<object?>())
            : $"{cmdlet.MyInvocation.BoundParameters[parameter]}";

    private string[] Parameters(Func<ParameterAttribute, bool> wanted) =>
    [
        .. cmdlet.GetType().GetProperties()
            .Where(item => item.GetCustomAttributes<ParameterAttribute>().Any(wanted)).Select(item => item.Name),
    ];

    private static object? LastError(PSCmdlet cmdlet) =>
        cmdlet.SessionState.PSVariable.GetValue("global:Error") is IList { Count: > 0 } errors ? errors[0] : null;
}
