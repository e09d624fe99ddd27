using System.Management.Automation.Runspaces;

namespace MacNet.PowerShell;

/// <summary>The runspace that made something, here and now. It may end and be collected nevertheless.</summary>
internal sealed class Maker
{
    private readonly WeakReference<Runspace?> runspace = new(Runspace.DefaultRunspace);

    /// <summary>Whether it is the runspace that asks.</summary>
    internal bool IsHere => Found is { } maker && maker == Runspace.DefaultRunspace;

    /// <summary>Whether it is another runspace, which may still use what it made.</summary>
    internal bool IsElsewhere => Found is { } maker && maker != Runspace.DefaultRunspace && IsOpen(maker);

    private Runspace? Found => runspace.TryGetTarget(out var maker) ? maker : null;

    private static bool IsOpen(Runspace runspace) =>
        runspace.RunspaceStateInfo.State is not (RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken);
}
