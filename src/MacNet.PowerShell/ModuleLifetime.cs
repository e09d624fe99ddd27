using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>Removing the module closes the sockets of the runspace that removes it.</summary>
public sealed class ModuleLifetime : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => SessionRegistry.CloseOwn();
}
