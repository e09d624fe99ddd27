using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MacNet.PowerShell.Alerts;
using MacNet.PowerShell.Dashboard;
using MacNet.PowerShell.DirectControl;
using MacNet.PowerShell.Live;
using MacNet.PowerShell.Log;
using MacNet.PowerShell.Simulator;

namespace MacNet.PowerShell.Lifetime;

/// <summary>What happens when the module comes and goes: removing it sets to rest what the runspace
/// that removes it controls directly, tells what could not be, and closes that runspace's sockets, those of its virtual testers
/// too.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport()
    {
#if NETSTANDARD2_0
        OwnDependencies.Resolve();
#endif
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        MaccorDashboard.StopAll();
        HostErrors.Tell(Runspace.DefaultRunspace, MaccorAlert.UnregisterAll());
        Lab.Stop();
        // Sessions first: what they drive is not tried again then.
        HostErrors.Tell(Runspace.DefaultRunspace, SessionRegistry.CloseOwn());
        HostErrors.Tell(Runspace.DefaultRunspace, RunspaceGuard.AbandonOwn());
        LogRegistry.StopOwn();
        MaccorSimulator.StopOwn();
    }
}
