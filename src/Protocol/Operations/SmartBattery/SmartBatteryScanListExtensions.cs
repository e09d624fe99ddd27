using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What is done to a scan list as a whole.</summary>
public static class SmartBatteryScanListExtensions
{
    /// <summary>Clears the software's list (7, 22). The channel must be available.</summary>
    /// <exception cref="MaccorRefusedException">The channel is not available.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task ClearSmartBatteryScanListAsync(this MaccorSession session, int channel, CancellationToken cancellation = default) =>
        CommandAsync(session, Functions.ClearScanList, channel, cancellation);

    /// <summary>
    /// Saves the software's list and updates the firmware's (7, 23), which takes 300 ms or more. The channel must be available.
    /// </summary>
    /// <exception cref="MaccorRefusedException">The channel is not available, or the tester does not take the list.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task SaveSmartBatteryScanListAsync(this MaccorSession session, int channel, CancellationToken cancellation = default) =>
        CommandAsync(session, Functions.SaveScanList, channel, cancellation);

    /// <summary>Loads the saved list into the firmware again (7, 24), which takes 300 ms or more.</summary>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static Task RefreshSmartBatteryScanListAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default) =>
        CommandAsync(session, Functions.RefreshScanList, channel, cancellation);

    /// <summary>Reads one entry (7, 20).</summary>
    /// <exception cref="MaccorException">There is no such entry, or the tester could not be read.</exception>
    public static async Task<SmartBatteryScanListEntry> ReadSmartBatteryScanListEntryAsync(
        this MaccorSession session, int channel, byte index, CancellationToken cancellation = default)
    {
        var request = new ScanListEntryRequest { Channel = channel, Index = index };
        var reply = await session.AskEntryAsync(request, cancellation).ConfigureAwait(false);
        return new SmartBatteryScanListEntry
        {
            Session = session.Name,
            Channel = channel,
            Index = index,
            Name = reply.Designator,
            DeviceAddress = reply.DeviceAddress,
            RegisterAddress = reply.RegisterAddress,
            Length = reply.Length,
            DataType = (SmartBatteryDataType?)reply.DataType,
            Format = (SmartBatteryFormat?)reply.FormatType,
            ErrorValue = reply.ErrorValue,
        };
    }

    /// <summary>How many entries the scan list has (7, 5).</summary>
    /// <exception cref="MaccorException">The channel has no smart battery, or the tester could not be read.</exception>
    public static async Task<int> CountSmartBatteryScanListAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default) =>
        (
            await session.AskAsync(
                Functions.ScanList, new ScanListRequest { Channel = channel }, cancellation).ConfigureAwait(false)).Registers.Length;

    /// <summary>
    /// Writes an entry to the software's list (7, 21); it is polled once the list has been saved. The channel must be available.
    /// </summary>
    /// <exception cref="MaccorInputException">A part of the entry is null.</exception>
    /// <exception cref="MaccorRefusedException">The channel is not available, or the tester does not take the entry.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static async Task WriteSmartBatteryScanListEntryAsync(
        this MaccorSession session, SmartBatteryScanListEntry entry, CancellationToken cancellation = default)
    {
        session.CheckSmartBatteryScanListEntry(entry);
        SmartBatteryMemory.Of(session).ForgetEntries(entry.Channel);
        var message = new ScanListEntry
        {
            Channel = entry.Channel,
            Index = entry.Index,
            Designator = entry.Name,
            DeviceAddress = entry.DeviceAddress,
            RegisterAddress = entry.RegisterAddress,
            Length = entry.Length,
            DataType = checked((byte?)entry.DataType),
            FormatType = checked((ushort?)entry.Format),
            ErrorValue = entry.ErrorValue,
        };
        var reply = await session.CommandAsync(Functions.SetScanListEntry, message, cancellation).ConfigureAwait(false);
        if (reply.IsTold && reply.Index != entry.Index)
        {
            var asked = session.AskedOf(Functions.SetScanListEntry, message);
            throw Faults.OutcomeUnknown(asked, OfAnother(asked, entry.Index, reply.Index));
        }
    }

    /// <summary>Fails where a part of an entry is left open: there is nothing that a tester could take for it. Nothing is sent.</summary>
    /// <exception cref="MaccorInputException">A part is null.</exception>
    public static void CheckSmartBatteryScanListEntry(this MaccorSession session, SmartBatteryScanListEntry entry) =>
        SmartBatteryParts.Check(
            new Asked(session.Name, Functions.SetScanListEntry, entry.Channel),
            "entry",
            entry.DeviceAddress,
            entry.RegisterAddress,
            entry.Length,
            entry.DataType,
            entry.Format,
            entry.ErrorValue);

    internal static async Task<ScanListEntry> AskEntryAsync(
        this MaccorSession session, ScanListEntryRequest request, CancellationToken cancellation)
    {
        var reply = await session.AskAsync(Functions.ScanListEntry, request, cancellation).ConfigureAwait(false);
        return reply.Index == request.Index
            ? reply
            : throw OfAnother(session.AskedOf(Functions.ScanListEntry, request), request.Index, reply.Index);
    }

    private static MaccorProtocolException OfAnother(Asked asked, byte wanted, byte told) =>
        new(asked, $"the reply was broken: entry {wanted} was asked and the reply is about entry {told}.");

    private static Task<ResultReply> CommandAsync(
        MaccorSession session, Function<ChannelRequest, ResultReply> function, int channel, CancellationToken cancellation)
    {
        SmartBatteryMemory.Of(session).ForgetEntries(channel);
        return session.CommandAsync(function, new ChannelRequest { Channel = channel }, cancellation);
    }
}
