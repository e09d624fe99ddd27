using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Reading;

/// <summary>
/// Reads the test on each channel, its names, comment and end: (4, 6), or (4, 11) over binary, and (4, 10); two messages a channel.
/// </summary>
[Cmdlet(VerbsCommon.Get, "MaccorTest")]
[OutputType(typeof(TestInformation))]
public sealed class GetMaccorTest : ChannelByChannelCmdlet<TestInformation>
{
    /// <inheritdoc/>
    protected override Task<TestInformation> ReadChannelAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.ReadTestAsync(channel, cancellation);
}
