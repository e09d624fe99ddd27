namespace MacNet.PowerShell.Simulator;

/// <summary>A cmdlet that does something to virtual testers of this process.</summary>
public abstract class SimulatorCmdlet : ModuleCmdlet
{
    // All that run in this process, unless given; a name that none has is an error of its own.
    private protected IEnumerable<MaccorSimulator> Found(SimulatorArgument[]? given)
    {
        foreach (var missing in given?.Where(one => one.Simulator is null) ?? [])
            WriteError(Errors.NoSuchSimulator(missing.Name));
        return given?.Select(one => one.Simulator).OfType<MaccorSimulator>() ?? MaccorSimulator.Running;
    }
}
