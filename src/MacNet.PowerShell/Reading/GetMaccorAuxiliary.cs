using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Reading;

/// <summary>Reads auxiliary inputs with their units: (4, 4) and (4, 5), two messages a channel.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorAuxiliary")]
[OutputType(typeof(AuxiliaryReading))]
public sealed class GetMaccorAuxiliary : ChannelByChannelCmdlet<IReadOnlyList<AuxiliaryReading>>
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyList<AuxiliaryReading>> ReadChannelAsync(
        MaccorSession session, int channel, CancellationToken cancellation) =>
        AuxiliaryReading.ReadAsync(session, channel, cancellation);

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<AuxiliaryReading> item) => WriteObject(item, enumerateCollection: true);
}
