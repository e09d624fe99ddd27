using System.Collections;
using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>Lets a -Session parameter take sessions, their names, and names with wildcards.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var items = Bare(inputData) is IEnumerable list and not string ? list.Cast<object?>() : [inputData];
        return items.SelectMany(Resolve).Distinct().ToArray();
    }

    private static IEnumerable<MaccorSession> Resolve(object? item) => Bare(item) switch
    {
        MaccorSession session => [session],
        string name => SessionRegistry.Find(name) is { Count: > 0 } found ? found : throw Unknown(name),
        var other => throw new ArgumentTransformationMetadataException(
            $"A session, or the name of one, is needed, not {other?.GetType().Name ?? "nothing"}. See Get-MaccorSession."),
    };

    private static ArgumentTransformationMetadataException Unknown(string name) =>
        new($"There is no session named '{name}'. Get-MaccorSession lists the sessions; Connect-Maccor makes one.");

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
