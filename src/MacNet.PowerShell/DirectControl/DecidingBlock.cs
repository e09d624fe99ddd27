using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Runs a script block on whose outcome a cell depends: each error of it is thrown, where PowerShell would show it and go on with the next
/// statement. Errors that a cmdlet would only write count too, unless the script block says otherwise with -ErrorAction or try.
/// </summary>
/// <param name="block">The script block.</param>
internal sealed class DecidingBlock(ScriptBlock block)
{
    // Only within a try are the errors that end a statement thrown. Its method is called here, as a call by name would hide $_. Functions
    // of a module, and those that a closure calls, see nothing of the block's own variables, but the global ones.
    private const string Attempt = """
        param($Block, $Variables, $Values)
        $preference = $global:ErrorActionPreference
        try {
            $global:ErrorActionPreference = 'Stop'
            , $Block.InvokeWithContext($null, $Variables, $Values)
        }
        catch { throw }
        finally { $global:ErrorActionPreference = $preference }
        """;

    // One that declares a single parameter, or none, may refuse a second value or see it in $args.
    private readonly bool takesTurn = ParametersOf(block.Ast) > 1;

    internal Collection<PSObject> Invoke(ChannelReading status, LoopTurn turn)
    {
        List<PSVariable> variables = [new("_", status), new("ErrorActionPreference", ActionPreference.Stop)];
        try
        {
            object[] values = takesTurn ? [status, turn] : [status];
            var given = ScriptBlock.Create(Attempt).Invoke(block, variables, values);
            return (Collection<PSObject>)given[0].BaseObject;
        }
        catch (RuntimeException problem) when (InnermostOf(problem) is { } inner)
        {
            throw inner;
        }
    }

    private static int? ParametersOf(Ast ast) => ast is FunctionDefinitionAst function
        ? function.Parameters?.Count ?? ParametersOf(function.Body)
        : (ast as ScriptBlockAst)?.ParamBlock?.Parameters.Count;

    // The error as the script block had it, and not as the call of a method that failed.
    private static RuntimeException? InnermostOf(RuntimeException problem)
    {
        RuntimeException? found = null;
        for (Exception? each = problem; each is MethodInvocationException or CmdletInvocationException; each = each.InnerException)
            found = each.InnerException as RuntimeException ?? found;
        return found;
    }
}
