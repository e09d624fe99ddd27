namespace MacNet.PowerShell.Simulator;

/// <summary>A virtual tester, or the name of one.</summary>
/// <param name="Simulator">The virtual tester, or null where there is none of the name.</param>
/// <param name="Name">Its name.</param>
public sealed record SimulatorArgument(MaccorSimulator? Simulator, string Name) : NamedArgument<MaccorSimulator>(Simulator, Name)
{
    /// <summary>Makes one of a name alone, as PowerShell does where a mock stands for a cmdlet.</summary>
    public SimulatorArgument(string name)
        : this(null, name)
    {
    }

    /// <summary>Makes one of a virtual tester.</summary>
    public SimulatorArgument(MaccorSimulator simulator)
        : this(simulator, simulator.Name)
    {
    }
}
