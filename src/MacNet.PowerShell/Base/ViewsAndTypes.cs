using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace MacNet.PowerShell;

/// <summary>
/// How things look: the views of what the cmdlets emit, and RecommendedAction on errors. A runspace is told with its first cmdlet of
/// this module and not by the manifest, because each file of views or types that a manifest names has PowerShell read all the views
/// that it knows once more, which would take as long as the rest of the import does.
/// </summary>
internal static class ViewsAndTypes
{
    private const string Registration = """
        param([string] $Views, $Types)
        $quietly = @{ WhatIf = $false; Confirm = $false; Verbose = $false }
        Microsoft.PowerShell.Utility\Update-FormatData -AppendPath $Views @quietly -ErrorAction Stop
        $advice = @{
            TypeName   = 'System.Management.Automation.ErrorRecord'
            MemberType = 'ScriptProperty'
            MemberName = 'RecommendedAction'
            Value      = { $this.ErrorDetails.RecommendedAction }
        }
        Microsoft.PowerShell.Utility\Update-TypeData -TypeData $Types @quietly -Force
        # Who has defined it already knows better.
        Microsoft.PowerShell.Utility\Update-TypeData @advice @quietly -ErrorAction Ignore
        """;

    private static readonly ConditionalWeakTable<Runspace, object> Registered = new();

    // Escaped, because -AppendPath expands wildcards, which a folder's name may have in it.
    private static string Views => WildcardPattern.Escape(Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(typeof(ViewsAndTypes).Assembly.Location)!, "..", "..", "MacNet.format.ps1xml")));

    /// <summary>
    /// Tells the runspace of a cmdlet, unless it has been told. Where it may not be told, objects show as PowerShell shows any.
    /// </summary>
    internal static void Register(PSCmdlet cmdlet)
    {
        if (Runspace.DefaultRunspace is not { } runspace || Registered.TryGetValue(runspace, out _))
            return;
        Registered.Add(runspace, Registered);
        try
        {
            cmdlet.InvokeCommand.InvokeScript(
                Registration, useNewScope: true, PipelineResultTypes.None, input: null, Views, ObjectMembers.Types);
        }
        catch (RuntimeException problem)
        {
            cmdlet.WriteVerbose($"The views of MacNet are not shown here: {problem.Message}");
        }
    }
}
