using System.Management.Automation.Runspaces;

namespace MacNet.PowerShell;

/// <summary>The runspace that made something, here and now. It may end and be collected nevertheless.</summary>
internal sealed class OwnerRunspace
{
    private readonly WeakReference<Runspace?> runspace = new(Runspace.DefaultRunspace);

    /// <summary>Whether it is the runspace that asks.</summary>
    internal bool IsHere => Found is { } owner && owner == Runspace.DefaultRunspace;

    /// <summary>Whether it is another runspace, which may still use what it made.</summary>
    internal bool IsElsewhere => Found is { } owner && owner != Runspace.DefaultRunspace && IsOpen(owner);

    private Runspace? Found => runspace.TryGetTarget(out var owner) ? owner : null;

    private static bool IsOpen(Runspace runspace) =>
        runspace.RunspaceStateInfo.State is not (RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken);
}
