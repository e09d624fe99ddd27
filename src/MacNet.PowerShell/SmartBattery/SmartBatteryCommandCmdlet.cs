using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>A cmdlet that gives a smart battery a command without values.</summary>
public abstract class SmartBatteryCommandCmdlet : ChannelCmdlet
{
    /// <summary>What the command does, for -WhatIf and -Confirm.</summary>
    protected abstract string Action { get; }

    /// <inheritdoc/>
    protected sealed override void ProcessChannel(MaccorSession session, int channel)
    {
        if (ShouldChange(session, channel, Action))
            Await(pump => CommandAsync(session, channel, pump.Cancellation));
    }

    /// <summary>Gives the command.</summary>
    protected abstract Task CommandAsync(MaccorSession session, int channel, CancellationToken cancellation);
}
