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
            BusType = (SmartBatteryBusType?)reply.BusType,
            DeviceAddress = reply.DeviceAddress,
            ClockDivisor = reply.ClockDivisor,
            BusVoltage = float.IsNaN(reply.BusVoltage) ? null : reply.BusVoltage,
            AccessDelay = reply.AccessDelay,
            ScanListPercent = reply.ScanListPercent,
            HeaderPercent = reply.HeaderPercent,
        };
    }

    /// <summary>The address of the device that a position is set up for (7, 14).</summary>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read, or does not tell.</exception>
    public static async Task<byte> ReadSmartBatteryDeviceAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default) =>
        (await session.ReadSmartBatterySetupAsync(channel, cancellation).ConfigureAwait(false)).DeviceAddress
            ?? throw new MaccorProtocolException(
                new Asked(session.Name, Functions.PositionSetup, channel), "DeviceAddr is missing, or no byte.");

    /// <summary>Sets up a position (7, 15). The channel must be available.</summary>
    /// <exception cref="MaccorInputException">A part of the setup is null.</exception>
    /// <exception cref="MaccorRefusedException">The channel is not available, or the tester does not take the values.</exception>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be asked.</exception>
    public static Task WriteSmartBatterySetupAsync(
        this MaccorSession session, PositionSetupRequest request, CancellationToken cancellation = default)
    {
        session.CheckSmartBatterySetup(request);
        return session.CommandAsync(Functions.SetPositionSetup, request, cancellation);
    }

    /// <summary>Fails where a part of a setup is left open: there is nothing that a tester could take for it. Nothing is sent.</summary>
    /// <exception cref="MaccorInputException">A part is null.</exception>
    public static void CheckSmartBatterySetup(this MaccorSession session, PositionSetupRequest request) => SmartBatteryParts.Check(
        session.AskedOf(Functions.SetPositionSetup, request),
        "setup",
        request.BusType,
        request.DeviceAddress,
        request.ClockDivisor,
        request.BusVoltage,
        request.AccessDelay);
}
