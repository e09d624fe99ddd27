using System.Management.Automation;
using MacNet.Protocol.Operations;

namespace MacNet.PowerShell.Tester;

/// <summary>
/// Tells what a tester consists of and which software it runs: (1, 1), (1, 2), read when the session was made, and the binary (1, 2) once.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MaccorSystem")]
[OutputType(typeof(TesterSystem))]
public sealed class GetMaccorSystem : WholeTesterCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        ForEachSession(Sessions, (session, pump) => session.ReadSystemAsync(pump.Cancellation), WriteObject);
}
