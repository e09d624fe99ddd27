using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>A cmdlet of this module.</summary>
public abstract class ModuleCmdlet : PSCmdlet
{
    private UnboundInput? unbound;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        ViewsAndTypes.Register(this);
        HostErrors.Remember(Host);
        unbound = MyInvocation.ExpectingInput ? new UnboundInput(this) : null;
        Begin();
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (unbound?.Found() is { } problem)
            WriteError(problem);
        End();
    }

    /// <summary>Warns. What a tester's texts hold for the terminal is shown as text, as in all that follow.</summary>
    public new void WriteWarning(string text) => base.WriteWarning(text.Shown());

    /// <summary>Tells what is done, with -Verbose.</summary>
    public new void WriteVerbose(string text) => base.WriteVerbose(text.Shown());

    /// <summary>Shows progress.</summary>
    public new void WriteProgress(ProgressRecord progressRecord)
    {
        progressRecord.Activity = progressRecord.Activity.Shown();
        if (progressRecord.StatusDescription is { Length: > 0 } status)
            progressRecord.StatusDescription = status.Shown();
        if (progressRecord.CurrentOperation is { } operation)
            progressRecord.CurrentOperation = operation.Shown();
        base.WriteProgress(progressRecord);
    }

    /// <summary>Whether to go on, as -WhatIf and -Confirm say.</summary>
    public new bool ShouldProcess(string target, string action) => base.ShouldProcess(target.Shown(), action.Shown());

    /// <summary>Whether nothing is going to be changed, as -WhatIf says.</summary>
    protected bool IsDryRun =>
        LanguagePrimitives.IsTrue(
            MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
                ? given
                : SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>What comes before the first object of the pipeline.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>What comes after the last object of the pipeline.</summary>
    protected virtual void End()
    {
    }
}
