using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Lets a parameter take virtual testers, their names, and names with wildcards.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SimulatorTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly NamedArgument<MaccorSimulator> Simulators =
        new("virtual tester", "Get-MaccorSimulator", "lists those that run in this process.", MaccorSimulator.Find);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Simulators.Resolve(inputData);
}
