using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The smart battery of a channel (7, 1): its position, versions and state.</summary>
public sealed class SmartBatteryInformation
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; init; }

    /// <summary>What the position is doing.</summary>
    public string Status { get; init; } = "";

    /// <summary>Time since the scan list was last read as a whole; null for never.</summary>
    public TimeSpan? ReadAge { get; init; }

    /// <summary>Time since the header was last read as a whole; null for never.</summary>
    public TimeSpan? HeaderAge { get; init; }

    /// <summary>The bus logic voltage, V; null where the tester does not tell it.</summary>
    public double? BusVoltage { get; init; }

    /// <summary>The temperature that the position measures, °C; null where the tester does not tell it.</summary>
    public double? Temperature { get; init; }

    /// <summary>The smart battery board, from 0.</summary>
    public int Board { get; init; }

    /// <summary>The position on the board, from 0.</summary>
    public int Position { get; init; }

    /// <summary>The kind of board: SMB1, SMB3.</summary>
    public string BoardType { get; init; } = "";

    /// <summary>The version of the board's server; SMB3 only, null where the tester does not tell it.</summary>
    public Version? ServerVersion { get; init; }

    /// <summary>The version of the board's client; SMB3 only, null where the tester does not tell it.</summary>
    public Version? ClientVersion { get; init; }

    /// <summary>The version of the customer's DLL, its compile number last.</summary>
    public Version DllVersion { get; init; } = new();

    /// <summary>The version of the customer's DLL in words.</summary>
    public string DllVersionText { get; init; } = "";

    /// <summary>The name of the customer's DLL.</summary>
    public string DllName { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {Status}";

    /// <summary>Reads the state of a smart battery: one message.</summary>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read.</exception>
    public static async Task<SmartBatteryInformation> ReadAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var reply = await session.AskAsync(Functions.SmartBattery, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return new SmartBatteryInformation
        {
            Session = session.Name,
            Channel = channel,
            Status = reply.Status,
            ReadAge = Age(reply.ReadAge),
            HeaderAge = Age(reply.HeaderAge),
            BusVoltage = reply.BusVoltage,
            Temperature = reply.Temperature,
            Board = reply.Board,
            Position = reply.Position,
            BoardType = $"SMB{reply.Type}",
            ServerVersion = VersionOf(reply.ServerMajor, reply.ServerMinor),
            ClientVersion = VersionOf(reply.ClientMajor, reply.ClientMinor),
            DllVersion = new Version(reply.DllMajor, reply.DllMinor, reply.DllCompileNumber),
            DllVersionText = reply.DllVersion,
            DllName = reply.DllName,
        };
    }

    /// <summary>Has the header read from the battery (7, 13) and waits until (7, 1) tells that it has been. The channel must be available.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MaccorRefusedException">The channel is not available.</exception>
    /// <exception cref="MaccorTimeoutException">The header was not read in time.</exception>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be asked.</exception>
    public static async Task<SmartBatteryInformation> UpdateHeaderAsync(
        MaccorSession session, int channel, TimeSpan patience, CancellationToken cancellation = default)
    {
        var request = new ChannelRequest { Channel = channel };
        var began = session.Clock.GetTimestamp();
        await session.CommandAsync(Functions.ReadHeader, request, cancellation).ConfigureAwait(false);
        var state = await session.Clock.PollAsync(
            token => ReadAsync(session, channel, token), IsNew, BetweenLooks, patience, cancellation).ConfigureAwait(false);
        return IsNew(state)
            ? state
            : throw new MaccorTimeoutException(
                session.AskedOf(Functions.ReadHeader, request),
                FormattableString.Invariant($"the header was not read within {patience.TotalSeconds:0.###} s."));

        bool IsNew(SmartBatteryInformation seen) => seen.HeaderAge < session.Clock.GetElapsedTime(began);
    }

    private static Version? VersionOf(byte? major, byte? minor) => major is { } first && minor is { } second ? new Version(first, second) : null;

    private static TimeSpan? Age(double seconds) => seconds > 0 ? TimeSpan.FromMilliseconds(Math.Round(1000 * seconds)) : null;
}
