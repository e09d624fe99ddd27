using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MacNet.Data;
using MacNet.Data.Logging;

namespace MacNet.PowerShell.Log;

/// <summary>Gives each sweep to a script block, in a runspace of its own. What it fails of is tried again.</summary>
internal sealed class ScriptStore : ILogStore
{
    private readonly Runspace runspace = RunspaceFactory.CreateRunspace();
    private readonly string script;

    internal ScriptStore(ScriptBlock script, string folder)
    {
        this.script = script.ToString();
        runspace.Open();
        // Paths mean what they mean where the log was begun.
        runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(folder));
    }

    /// <inheritdoc/>
    public string? Problem => null;

    /// <inheritdoc/>
    public long Spooled => 0;

    /// <inheritdoc/>
    public long Write(IReadOnlyList<LogBatch> batches)
    {
        foreach (var batch in batches.Where(batch => batch.Readings.Count > 0))
            Give(batch.Readings);
        return batches.Sum(batch => (long)batch.Readings.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => runspace.Dispose();

    private void Give(IReadOnlyList<LogReading> readings)
    {
        using var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript(script).AddArgument(readings.ToArray());
        shell.Invoke();
        if (shell.Streams.Error.Count > 0)
            throw new IOException($"The script block failed: {shell.Streams.Error[0]}");
    }
}
