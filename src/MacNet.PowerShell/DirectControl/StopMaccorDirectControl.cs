using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.DirectControl;

/// <summary>
/// Ends direct control of channels: rest (6, 8), then the test is suspended (6, 3), or the channel reset (6, 5) with -Reset. It is
/// read back that no current flows.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "MaccorDirectControl", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelStatus))]
public sealed class StopMaccorDirectControl : ChannelCmdlet
{
    /// <summary>Resets the channel, so that it is free for the next test; the direct-mode test cannot be resumed then.</summary>
    [Parameter]
    public SwitchParameter Reset { get; set; }

    /// <summary>Emits the channel's status at the end.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        if (IsDryRun)
            Await(pump => session.CheckStopDirectControlAsync(channel, Reset, pump.Cancellation));
        if (!ShouldChange(
            session, channel, Reset ? "Stop direct control and reset the channel" : "Stop direct control and suspend its test"))
            return;
        var status = Await(pump => session.StopDirectControlAsync(channel, Reset, pump.Cancellation));
        if (PassThru)
            WriteDone(session, status);
    }
}
