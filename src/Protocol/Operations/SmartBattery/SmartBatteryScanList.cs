using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What is done to a scan list as a whole.</summary>
public static class SmartBatteryScanList
{
    /// <summary>Clears the software's list (7, 22). The channel must be available.</summary>
    /// <exception cref="MaccorRefusedException">The channel is not available.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task ClearAsync(MaccorSession session, int channel, CancellationToken cancellation = default) =>
        CommandAsync(session, Functions.ClearScanList, channel, cancellation);

    /// <summary>Saves the software's list and updates the firmware's (7, 23), which takes 300 ms or more. The channel must be available.</summary>
    /// <exception cref="MaccorRefusedException">The channel is not available, or the tester does not take the list.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task SaveAsync(MaccorSession session, int channel, CancellationToken cancellation = default) =>
        CommandAsync(session, Functions.SaveScanList, channel, cancellation);

    /// <summary>Loads the saved list into the firmware again (7, 24), which takes 300 ms or more.</summary>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task RefreshAsync(MaccorSession session, int channel, CancellationToken cancellation = default) =>
        CommandAsync(session, Functions.RefreshScanList, channel, cancellation);

    private static Task<ResultReply> CommandAsync(
        MaccorSession session, Function<ChannelRequest, ResultReply> function, int channel, CancellationToken cancellation)
    {
        SmartBatteryMemory.Of(session).ForgetEntries(channel);
        return session.CommandAsync(function, new ChannelRequest { Channel = channel }, cancellation);
    }
}
