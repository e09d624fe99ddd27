using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Lets a parameter take virtual testers, their names, and names with wildcards.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SimulatorTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly NamedArgumentReader<MaccorSimulator, SimulatorArgument> Simulators = new(
        "virtual tester",
        "Get-MaccorSimulator",
        MaccorSimulator.Find,
        tester => tester.Name,
        (tester, name) => new SimulatorArgument(tester, name));

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Simulators.Read(inputData);
}
