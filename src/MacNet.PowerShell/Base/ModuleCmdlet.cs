using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>A cmdlet of this module.</summary>
public abstract class ModuleCmdlet : PSCmdlet
{
    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        Appearance.Prepare(this);
        LastWords.Prepare(Host);
        Begin();
    }

    /// <summary>What comes before the first object of the pipeline.</summary>
    protected virtual void Begin()
    {
    }
}
