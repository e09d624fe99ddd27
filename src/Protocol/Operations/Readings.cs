using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Reads many channels with few messages: four for each 128.</summary>
public static class Readings
{
    /// <summary>Reads channels by (4, 1), (4, 2), (4, 3) and (4, 9).</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1; all where null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>A reading for each channel, in the order asked for.</returns>
    /// <exception cref="MaccorException">A channel does not exist, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<ChannelReading>> ReadAsync(
        MaccorSession session, IReadOnlyCollection<int>? channels = null, CancellationToken cancellation = default)
    {
        var wanted = channels ?? [.. Enumerable.Range(1, session.ChannelCount)];
        foreach (var channel in wanted)
            session.CheckChannel(channel);
        var found = new Dictionary<int, ChannelReading>();
        foreach (var block in Blocks(wanted))
        {
            foreach (var reading in await ReadBlockAsync(session, block.First, block.Count, cancellation).ConfigureAwait(false))
                found[reading.Channel] = reading;
        }

        return [.. wanted.Select(channel => found[channel])];
    }

    /// <summary>Reads the state of one channel by (4, 1).</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<ChannelState> ReadStateAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var reply = await session.AskAsync(Functions.States, new ChannelsRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        CheckCount(session, Functions.States, channel, 1, reply.States.Length);
        return (ChannelState)reply.States[0].Stat;
    }

    // One message reaches over channels that nobody asked for where that saves a message.
    private static IEnumerable<(int First, int Count)> Blocks(IEnumerable<int> channels)
    {
        (int First, int Last)? block = null;
        foreach (var channel in channels.Distinct().OrderBy(channel => channel))
        {
            if (block is { } open && channel < open.First + ChannelsRequest.Most)
            {
                block = (open.First, channel);
                continue;
            }

            if (block is { } full)
                yield return (full.First, full.Last - full.First + 1);
            block = (channel, channel);
        }

        if (block is { } last)
            yield return (last.First, last.Last - last.First + 1);
    }

    private static async Task<ChannelReading[]> ReadBlockAsync(
        MaccorSession session, int first, int count, CancellationToken cancellation)
    {
        var request = new ChannelsRequest { Channel = first, Count = (ushort)count };
        var states = (await session.AskAsync(Functions.States, request, cancellation).ConfigureAwait(false)).States;
        var voltages = (await session.AskAsync(Functions.Voltages, request, cancellation).ConfigureAwait(false)).Values;
        var currents = (await session.AskAsync(Functions.Currents, request, cancellation).ConfigureAwait(false)).Values;
        var times = (await session.AskAsync(Functions.TestTimes, request, cancellation).ConfigureAwait(false)).Values;
        CheckCount(session, Functions.States, first, count, states.Length);
        CheckCount(session, Functions.Voltages, first, count, voltages.Length);
        CheckCount(session, Functions.Currents, first, count, currents.Length);
        CheckCount(session, Functions.TestTimes, first, count, times.Length);

        var now = session.Clock.GetUtcNow().ToLocalTime();
        var readings = new ChannelReading[count];
        for (var i = 0; i < count; i++)
        {
            readings[i] = new ChannelReading
            {
                Session = session.Name,
                Channel = first + i,
                State = (ChannelState)states[i].Stat,
                Activity = (ChannelActivity)states[i].Rf1,
                Reason = (RecordReason)states[i].Rf2,
                Voltage = voltages[i],
                Current = currents[i],
                TestTime = ChannelReading.Seconds(times[i]),
                ReadAt = now,
            };
        }

        return readings;
    }

    private static void CheckCount(MaccorSession session, Function function, int first, int asked, int answered)
    {
        if (answered == asked)
            return;
        throw new MaccorProtocolException(
            new Asked(session.Name, function, first), $"{asked} channels were asked for and the reply has {answered}.", "Try again; if it happens again, record it with Connect-Maccor -TracePath.");
    }
}
