using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Asks for the state of smart batteries, and has their headers read.</summary>
public static class SmartBatteryExtensions
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads the state of a smart battery: one message.</summary>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read.</exception>
    public static async Task<SmartBatteryInformation> ReadSmartBatteryAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var reply = await session.AskAsync(
            Functions.SmartBattery, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return new SmartBatteryInformation
        {
            Session = session.Name,
            Channel = channel,
            Status = reply.Status,
            ReadAge = Age(reply.ReadAge),
            HeaderAge = Age(reply.HeaderAge),
            BusVoltage = Known(reply.BusVoltage),
            Temperature = Known(reply.Temperature),
            Board = reply.Board,
            Position = reply.Position,
            BoardType = reply.Type is { } type ? $"SMB{type}" : "",
            ServerVersion = VersionOf(reply.ServerMajor, reply.ServerMinor),
            ClientVersion = VersionOf(reply.ClientMajor, reply.ClientMinor),
            DllVersion = reply.DllFullVersion,
            DllVersionText = reply.DllVersion,
            DllName = reply.DllName,
        };
    }

    /// <summary>
    /// Has the header read from the battery (7, 13) and waits until (7, 1) tells that it has been. The channel must be available.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MaccorRefusedException">The channel is not available.</exception>
    /// <exception cref="MaccorTimeoutException">The header was not read in time.</exception>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be asked.</exception>
    public static async Task<SmartBatteryInformation> UpdateSmartBatteryHeaderAsync(
        this MaccorSession session, int channel, TimeSpan patience, CancellationToken cancellation = default)
    {
        var request = new ChannelRequest { Channel = channel };
        var began = session.Clock.GetTimestamp();
        await session.CommandAsync(Functions.ReadHeader, request, cancellation).ConfigureAwait(false);
        var state = await session.Clock.PollAsync(
            token => session.ReadSmartBatteryAsync(channel, token), IsNew, BetweenLooks, patience, cancellation).ConfigureAwait(false);
        return IsNew(state)
            ? state
            : throw new MaccorTimeoutException(
                session.AskedOf(Functions.ReadHeader, request),
                FormattableString.Invariant($"the header was not read within {patience.TotalSeconds:0.###} s."));

        bool IsNew(SmartBatteryInformation seen) => seen.HeaderAge < session.Clock.GetElapsedTime(began);
    }

    private static Version? VersionOf(byte? major, byte? minor) =>
        major is { } first && minor is { } second ? new Version(first, second) : null;

    private static double? Known(double? value) => value is { } number && !double.IsNaN(number) ? number : null;

    private static TimeSpan? Age(double seconds) => seconds > 0 ? TimeSpan.FromMilliseconds(Math.Round(1000 * seconds)) : null;
}
