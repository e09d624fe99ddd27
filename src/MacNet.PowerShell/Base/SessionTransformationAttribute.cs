using System.Management.Automation;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>Lets a -Session parameter take sessions, their names, and names with wildcards.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly NamedArgumentReader<MaccorSession, SessionArgument> Sessions = new(
        "session",
        "Get-MaccorSession",
        SessionRegistry.Find,
        session => session.Name,
        (session, name) => new SessionArgument(session, name));

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Sessions.Read(inputData);
}
