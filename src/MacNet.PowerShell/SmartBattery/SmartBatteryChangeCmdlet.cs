using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.SmartBattery;

/// <summary>A cmdlet that changes smart batteries, or what the tester does with them.</summary>
public abstract class SmartBatteryChangeCmdlet : ChannelCmdlet
{
    /// <summary>
    /// With -WhatIf, fails where there is no smart battery (7, 1), or the channel is not free (4, 1) for what wants that.
    /// </summary>
    private protected void CheckDryRun(MaccorSession session, int channel, Function? ofAvailable)
    {
        if (!IsDryRun)
            return;
        Await(pump => session.ReadSmartBatteryAsync(channel, pump.Cancellation));
        if (ofAvailable is not null)
            CheckDryRun(session, channel, ofAvailable, ChannelState.Available, ChannelState.Selected);
    }
}
