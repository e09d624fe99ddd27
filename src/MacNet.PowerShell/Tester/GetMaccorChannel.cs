using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Tester;

/// <summary>Tells what channels can do: (3, 1), one message for each 128 channels and session; with -Calibration (3, 2) as well.</summary>
[Cmdlet(VerbsCommon.Get, "MaccorChannel")]
[OutputType(typeof(ChannelInformation))]
public sealed class GetMaccorChannel : ChannelByChannelCmdlet<ChannelInformation>
{
    /// <summary>Also reads when each channel was calibrated.</summary>
    [Parameter]
    public SwitchParameter Calibration { get; set; }

    /// <inheritdoc/>
    protected override Task PrepareAsync(MaccorSession session, IReadOnlyCollection<int> channels, CancellationToken cancellation) =>
        session.LearnSpecificationsAsync(
            // What comes one by one is asked for at once, and given as it comes.
            MyInvocation.ExpectingInput ? Enumerable.Range(1, session.ChannelCount) : channels, cancellation);

    /// <inheritdoc/>
    protected override Task<ChannelInformation> ReadChannelAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        session.ReadChannelInformationAsync(channel, Calibration, cancellation);
}
