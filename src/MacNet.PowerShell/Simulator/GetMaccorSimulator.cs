using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Gives the virtual testers that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorSimulator")]
[OutputType(typeof(MaccorSimulator))]
public sealed class GetMaccorSimulator : ModuleCmdlet
{
    /// <summary>Their names; wildcards are allowed. All, unless given.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SimulatorCompleter))]
    public string Name { get; set; } = "*";

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(MaccorSimulator.Find(Name), enumerateCollection: true);
}
