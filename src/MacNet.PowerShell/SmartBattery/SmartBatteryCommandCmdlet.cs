using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>A cmdlet that gives a smart battery a command without values.</summary>
public abstract class SmartBatteryCommandCmdlet : SmartBatteryChangeCmdlet
{
    /// <summary>What the command does, for -WhatIf and -Confirm.</summary>
    protected abstract string Action { get; }

    /// <summary>The command, where it wants an available channel.</summary>
    protected virtual Function? OfAvailable => null;

    /// <inheritdoc/>
    protected sealed override void ProcessChannel(MaccorSession session, int channel)
    {
        CheckDryRun(session, channel, OfAvailable);
        if (ShouldChange(session, channel, Action))
            Await(pump => CommandAsync(session, channel, pump.Cancellation));
    }

    /// <summary>Gives the command.</summary>
    protected abstract Task CommandAsync(MaccorSession session, int channel, CancellationToken cancellation);
}
