using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.DirectControl;

/// <summary>Sets to rest what a runspace controls directly when that runspace closes, or takes the module off.</summary>
internal static class RunspaceGuard
{
    private static readonly ConcurrentDictionary<Guid, ConcurrentBag<Protocol.Operations.DirectControl>> Controls = new();

    /// <summary>Makes the present runspace responsible.</summary>
    internal static void Watch(Protocol.Operations.DirectControl control)
    {
        if (Runspace.DefaultRunspace is not { } runspace)
            return;
        Controls.GetOrAdd(runspace.InstanceId, _ => WatchRunspace(runspace)).Add(control);
    }

    /// <summary>Sets to rest what the present runspace controls.</summary>
    internal static void AbandonOwn()
    {
        if (Runspace.DefaultRunspace is { } runspace)
            Abandon(runspace.InstanceId);
    }

    private static ConcurrentBag<Protocol.Operations.DirectControl> WatchRunspace(Runspace runspace)
    {
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
                Abandon(runspace.InstanceId);
        };
        return [];
    }

    private static void Abandon(Guid runspace)
    {
        if (Controls.TryRemove(runspace, out var controls))
            DirectControls.Abandon(controls);
    }
}
