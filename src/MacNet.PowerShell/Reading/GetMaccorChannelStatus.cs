using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Reading;

/// <summary>Reads everything of each channel: (4, 7), one message a channel.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorChannelStatus")]
[OutputType(typeof(ChannelStatus))]
public sealed class GetMaccorChannelStatus : ChannelByChannelCmdlet<ChannelStatus>
{
    /// <inheritdoc/>
    protected override Task<ChannelStatus> ReadChannelAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.ReadStatusAsync(channel, cancellation);
}
