using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using MacNet.Protocol;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.DirectControl;

/// <summary>Sets to rest what a runspace controls directly when that runspace closes, or takes the module off.</summary>
internal static class RunspaceGuard
{
    private static readonly ConcurrentDictionary<Guid, bool> Watched = new();

    /// <summary>What stands for the present runspace as the owner of what it controls. From now on it is watched.</summary>
    internal static object? Owner
    {
        get
        {
            if (Runspace.DefaultRunspace is not { } runspace)
                return null;
            if (Watched.TryAdd(runspace.InstanceId, true))
                runspace.StateChanged += OnStateChanged;
            return runspace.InstanceId;
        }
    }

    /// <summary>Sets to rest what the present runspace controls.</summary>
    /// <returns>What went wrong, by channel.</returns>
    internal static IReadOnlyList<MaccorException> AbandonOwn() =>
        Runspace.DefaultRunspace is { } runspace ? AbandonOwnedBy(runspace) : [];

    private static void OnStateChanged(object? sender, RunspaceStateEventArgs change)
    {
        if (sender is not Runspace runspace
            || change.RunspaceStateInfo.State is not (RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken))
            return;
        // Closing, then closed: once is enough.
        if (Watched.TryRemove(runspace.InstanceId, out _))
            HostErrors.Tell(runspace, AbandonOwnedBy(runspace));
    }

    private static IReadOnlyList<MaccorException> AbandonOwnedBy(Runspace runspace) =>
        SessionRegistry.Group.AbandonOwnedByAsync(runspace.InstanceId).GetAwaiter().GetResult();
}
