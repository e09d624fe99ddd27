using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Gives the virtual testers that run in this process.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorSimulator")]
[OutputType(typeof(MaccorSimulator))]
public sealed class GetMaccorSimulator : ModuleCmdlet
{
    /// <summary>Their names; wildcards are allowed. All, unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SimulatorCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Who gets them may stop them.
        var running = MaccorSimulator.Running;
        WriteObject(running.NamedByAny(Name, simulator => simulator.Name), enumerateCollection: true);
        foreach (var name in Name.Where(name => running.Lacks(name, simulator => simulator.Name)))
            WriteError(Errors.NoSuchSimulator(name));
    }
}
