using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text;

namespace MacNet.PowerShell.Live;

/// <summary>
/// A script block that runs beside the prompt, in a runspace of its own with this module. Values of the caller's variables come with
/// $using:, as in Start-ThreadJob.
/// </summary>
internal sealed class BackgroundScript : IDisposable
{
    private readonly string text;
    private readonly Dictionary<string, object?> usingValues = [];
    private readonly Runspace runspace;
    private readonly object gate = new();

    /// <summary>Takes a script block, with what its $using: variables hold now.</summary>
    internal BackgroundScript(ScriptBlock block, PSCmdlet caller)
    {
        text = block.Ast is ScriptBlockAst { } ast ? Body(ast.Extent.Text) : block.ToString();
        foreach (var variable in block.Ast.FindAll(
            part => part is UsingExpressionAst, searchNestedScriptBlocks: true).Cast<UsingExpressionAst>())
            usingValues[KeyOf(variable)] = ValueOf(variable, caller);
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([ModulePath]);
        runspace = RunspaceFactory.CreateRunspace(new BackgroundHost(caller.Host), state);
        runspace.Open();
    }

    private static string ModulePath => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(typeof(BackgroundScript).Assembly.Location)!, "..", "..", "MacNet.psd1"));

    /// <summary>Runs it once for each thing, as $_ and as its first argument.</summary>
    /// <returns>What it gave for each.</returns>
    /// <exception cref="RuntimeException">It failed, or wrote an error.</exception>
    internal IReadOnlyList<IReadOnlyList<PSObject>> RunForEach(IEnumerable<object> things)
    {
        lock (gate)
        {
            using var shell = System.Management.Automation.PowerShell.Create();
            shell.Runspace = runspace;
            shell.AddScript($"foreach ($thing in $input) {{ , @($thing | ForEach-Object {{ & {{ {text}\n}} $_ }}) }}");
            shell.AddParameter("--%", usingValues);
            var found = shell.Invoke<PSObject>(things.ToArray());
            if (shell.Streams.Error.FirstOrDefault() is { } error)
                throw new RuntimeException(error.ToString(), error.Exception);
            return [.. found.Select(item => ItemsOf(item.BaseObject))];
        }
    }

    /// <summary>Whether it is what runs here.</summary>
    internal bool IsHere => Runspace.DefaultRunspace == runspace;

    /// <summary>Ends it; when it has come to its end, where it is what ends itself.</summary>
    public void Dispose()
    {
        if (IsHere)
            _ = Task.Run(DisposeAfterwards);
        else
            runspace.Dispose();
    }

    private void DisposeAfterwards()
    {
        lock (gate)
            runspace.Dispose();
    }

    private static IReadOnlyList<PSObject> ItemsOf(object found) =>
        found is IEnumerable list and not string
            ? [.. list.Cast<object?>().Where(item => item is not null).Select(item => PSObject.AsPSObject(item))]
            : [PSObject.AsPSObject(found)];

    private static string Body(string text) =>
        text.Length > 1 && text[0] == '{' && text[text.Length - 1] == '}' ? text.Substring(1, text.Length - 2) : text;

    private static object? ValueOf(UsingExpressionAst variable, PSCmdlet caller) => variable.SubExpression is VariableExpressionAst name
        ? caller.SessionState.PSVariable.GetValue(name.VariablePath.UserPath)
        : caller.InvokeCommand.InvokeScript(variable.SubExpression.Extent.Text).FirstOrDefault();

    // As PowerShell looks them up.
    private static string KeyOf(UsingExpressionAst variable)
    {
        var written = variable.ToString();
        var key = variable.SubExpression is VariableExpressionAst ? written.ToLowerInvariant() : written;
        return Convert.ToBase64String(Encoding.Unicode.GetBytes(key));
    }
}
