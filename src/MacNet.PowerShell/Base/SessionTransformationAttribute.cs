using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>Lets a -Session parameter take sessions, their names, and names with wildcards.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly NamedArgument<MaccorSession> Sessions =
        new("session", "Get-MaccorSession", "lists the sessions; Connect-Maccor makes one.", SessionRegistry.Find);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Sessions.Resolve(inputData);
}
