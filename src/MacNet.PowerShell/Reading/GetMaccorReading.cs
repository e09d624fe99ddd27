using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Reading;

/// <summary>Reads state, voltage, current and test time of many channels: (4, 1), (4, 2), (4, 3), (4, 9), four messages for each 128.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorReading")]
[OutputType(typeof(ChannelReading))]
public sealed class GetMaccorReading : ChannelReadCmdlet<ChannelReading>
{
    /// <summary>Reads each object of the pipeline when it comes: four messages for each, in place of four for all of them.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <inheritdoc/>
    protected override bool Streams => Stream;

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<ChannelReading>> ReadAsync(
        MaccorSession session, IReadOnlyCollection<int> channels, Pump pump) =>
        session.ReadReadingsAsync(channels, pump.Cancellation);
}
