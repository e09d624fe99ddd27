using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>What happens when the module comes and goes: removing it closes the sockets of the runspace that removes it.</summary>
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
    public void OnRemove(PSModuleInfo psModuleInfo) => SessionRegistry.CloseOwn();
}
