using System.Collections.ObjectModel;
using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Runs a script block on whose outcome a cell depends: each error of it is thrown, where PowerShell would show it and go on with the next
/// statement. Errors that a cmdlet would only write count too, unless the script block says otherwise with -ErrorAction or try.
/// </summary>
internal static class DecidingBlock
{
    // Only within a try are the errors that end a statement thrown. Its method is called here, as a call by name would hide $_.
    private const string Attempt =
        "param($Block, $Variables, $Status) try { , $Block.InvokeWithContext($null, $Variables, $Status) } catch { throw }";

    internal static Collection<PSObject> Invoke(ScriptBlock block, ChannelReading status)
    {
        List<PSVariable> variables = [new("_", status), new("ErrorActionPreference", ActionPreference.Stop)];
        try
        {
            var given = ScriptBlock.Create(Attempt).Invoke(block, variables, new object[] { status });
            return (Collection<PSObject>)given[0].BaseObject;
        }
        catch (RuntimeException problem) when (InnermostOf(problem) is { } inner)
        {
            throw inner;
        }
    }

    // The error as the script block had it, and not as the call of a method that failed.
    private static RuntimeException? InnermostOf(RuntimeException problem)
    {
        RuntimeException? found = null;
        for (Exception? each = problem; each is MethodInvocationException or CmdletInvocationException; each = each.InnerException)
            found = each.InnerException as RuntimeException ?? found;
        return found;
    }
}
