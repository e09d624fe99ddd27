using System.Management.Automation;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>A cmdlet that gives one command to channels.</summary>
public abstract class ChannelCommandCmdlet : ChannelCmdlet
{
    /// <summary>Emits each channel's status afterwards: (4, 7), one message more.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Gives the command, where -WhatIf and -Confirm let it.</summary>
    protected void Give(MaccorSession session, int channel, string action, Func<CancellationToken, Task> command)
    {
        if (!ShouldChange(session, channel, action))
            return;
        Await(pump => command(pump.Cancellation));
        WriteStatus(session, channel);
    }

    /// <summary>Emits the channel's status, where it is wanted.</summary>
    protected void WriteStatus(MaccorSession session, int channel)
    {
        if (PassThru)
            WriteObject(Await(pump => ChannelStatus.ReadAsync(session, channel, pump.Cancellation)));
    }
}
