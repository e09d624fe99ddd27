using System.Management.Automation;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Selects channels, to be started together, or takes the selection back: (6, 1), one message a tester, with the states (4, 1) read
/// before and read back after. Where another channel changed than was asked, that is put back and is an error.
/// </summary>
[Cmdlet(VerbsCommon.Select, "MaccorChannel", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelReading))]
public sealed class SelectMaccorChannel : ChannelCmdlet
{
    private readonly List<(MaccorSession Session, int Channel)> wanted = [];

    /// <summary>Takes the selection of the channels back.</summary>
    [Parameter]
    public SwitchParameter Clear { get; set; }

    /// <summary>Sends a bitmap of all channels over binary, where JSON would send a list of channels to toggle.</summary>
    [Parameter]
    public SwitchParameter Bitmap { get; set; }

    /// <summary>Emits the channels' readings afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessChannel(MaccorSession session, int channel)
    {
        session.CheckChannel(channel);
        if (!Clear)
            CheckDryRun(session, channel, Functions.Select, ChannelState.Available, ChannelState.Selected);
        wanted.Add((session, channel));
    }

    /// <inheritdoc/>
    protected override void End()
    {
        foreach (var group in wanted.GroupBy(item => item.Session, item => item.Channel))
            Try(() => Change(group.Key, [.. group.Distinct()]), new ChannelAddress(group.Key.Name, null));
    }

    private void Change(MaccorSession session, int[] channels)
    {
        var action = Clear ? "Take the selection back" : "Select, to be started together with all that are selected";
        if (!ShouldProcess($"{ChannelList.Named(channels)} of tester '{session.Name}'", action))
            return;
        Await(pump => Clear
            ? session.UnselectChannelsAsync(channels, Bitmap, pump.Cancellation)
            : session.SelectChannelsAsync(channels, Bitmap, pump.Cancellation));
        if (PassThru)
            WriteObject(Await(pump => session.ReadReadingsAsync(channels, pump.Cancellation)), enumerateCollection: true);
    }
}
