using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>A cmdlet that gives one command to channels, at once as each comes; what it did is read of all of them at the end.</summary>
public abstract class ChannelCommandCmdlet : ChannelCmdlet
{
    private readonly List<(MaccorSession Session, int Channel)> done = [];

    /// <summary>Emits the channels' readings afterwards: four messages for each 128 channels of a tester.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Gives the command, where -WhatIf and -Confirm let it.</summary>
    protected void Give(MaccorSession session, int channel, string action, Func<CancellationToken, Task> command)
    {
        if (!ShouldChange(session, channel, action))
            return;
        Await(pump => command(pump.Cancellation));
        Done(session, channel);
    }

    /// <summary>Has the channel's reading emitted at the end, where it is wanted.</summary>
    protected void Done(MaccorSession session, int channel) => done.Add((session, channel));

    /// <inheritdoc/>
    protected override void End()
    {
        if (!PassThru)
            return;
        var channels = done.GroupBy(item => item.Session, item => item.Channel)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        ForEachSession(
            [.. channels.Keys],
            (session, pump) => session.ReadReadingsAsync(channels[session], pump.Cancellation),
            readings => WriteObject(readings, enumerateCollection: true));
    }
}
