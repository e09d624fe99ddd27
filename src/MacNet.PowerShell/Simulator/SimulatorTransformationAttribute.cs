using System.Collections;
using System.Management.Automation;

namespace MacNet.PowerShell.Simulator;

/// <summary>Lets a parameter take virtual testers, their names, and names with wildcards.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SimulatorTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var items = Bare(inputData) is IEnumerable list and not string ? list.Cast<object?>() : [inputData];
        return items.SelectMany(Resolve).Distinct().ToArray();
    }

    private static IEnumerable<MaccorSimulator> Resolve(object? item) => Bare(item) switch
    {
        MaccorSimulator simulator => [simulator],
        string name => MaccorSimulator.Find(name) is { Count: > 0 } found ? found : throw Unknown(name),
        var other => throw new ArgumentTransformationMetadataException(
            $"A virtual tester, or the name of one, is needed, not {other?.GetType().Name ?? "nothing"}. See Get-MaccorSimulator."),
    };

    private static ArgumentTransformationMetadataException Unknown(string name) =>
        new($"There is no virtual tester named '{name}'. Get-MaccorSimulator lists those that run in this process.");

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
