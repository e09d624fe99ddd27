using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Reads and writes how smart batteries are wired to their positions.</summary>
public static class SmartBatterySetupExtensions
{
    /// <summary>Reads the setup of a position (7, 14).</summary>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read.</exception>
    public static async Task<SmartBatterySetup> ReadSmartBatterySetupAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var reply = await session.AskAsync(
            Functions.PositionSetup, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return new SmartBatterySetup
        {
            Session = session.Name,
            Channel = channel,
            BusType = (SmartBatteryBusType)reply.BusType,
            DeviceAddress = reply.DeviceAddress,
            ClockDivisor = reply.ClockDivisor,
            BusVoltage = reply.BusVoltage,
            AccessDelay = reply.AccessDelay,
            ScanListPercent = reply.ScanListPercent,
            HeaderPercent = reply.HeaderPercent,
        };
    }

    /// <summary>Sets up a position (7, 15). The channel must be available.</summary>
    /// <exception cref="MaccorRefusedException">The channel is not available, or the tester does not take the values.</exception>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be asked.</exception>
    public static Task WriteSmartBatterySetupAsync(
        this MaccorSession session, PositionSetupRequest request, CancellationToken cancellation = default) =>
        session.CommandAsync(Functions.SetPositionSetup, request, cancellation);
}
