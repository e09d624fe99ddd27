using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Reads many channels with few messages: four for each 128.</summary>
public static class ReadingExtensions
{
    internal static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>What a reset may take until the channel's state shows it.</summary>
    internal static readonly TimeSpan LongestReset = TimeSpan.FromSeconds(5);

    /// <summary>Reads channels by (4, 1), (4, 2), (4, 3) and (4, 9).</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1; all where null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>A reading for each channel, in the order asked for.</returns>
    /// <exception cref="MaccorException">A channel does not exist, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<ChannelReading>> ReadReadingsAsync(
        this MaccorSession session, IReadOnlyCollection<int>? channels = null, CancellationToken cancellation = default)
    {
        var wanted = Wanted(session, channels);
        var found = await session.ReadWhereAsync(wanted, (_, _) => true, cancellation).ConfigureAwait(false);
        if (wanted.SequenceEqual(found.Select(reading => reading.Channel)))
            return found;
        var byChannel = found.ToDictionary(reading => reading.Channel);
        return [.. wanted.Select(channel => byChannel[channel])];
    }

    /// <summary>Reads the states of channels by (4, 1): one message for each 128.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1; all where null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The state of each channel.</returns>
    /// <exception cref="MaccorException">A channel does not exist, or the tester could not be read.</exception>
    public static async Task<IReadOnlyDictionary<int, ChannelState>> ReadStatesAsync(
        this MaccorSession session, IReadOnlyCollection<int>? channels = null, CancellationToken cancellation = default)
    {
        var wanted = Wanted(session, channels);
        var states = new Dictionary<int, ChannelState>(wanted.Count);
        await session.ReadWhereAsync(wanted, Note, cancellation).ConfigureAwait(false);
        return states;

        bool Note(int channel, ChannelState state)
        {
            states[channel] = state;
            return false;
        }
    }

    /// <summary>Reads the state of one channel by (4, 1).</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<ChannelState> ReadStateAsync(
        this MaccorSession session, int channel, CancellationToken cancellation = default) =>
        (await session.ReadStatesAsync([channel], cancellation).ConfigureAwait(false))[channel];

    /// <summary>
    /// Reads the states of channels as <see cref="ReadStatesAsync"/> does, again while one of them is being reset, for up to 5 s.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1; all where null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The state of each channel.</returns>
    /// <exception cref="MaccorException">A channel does not exist, or the tester could not be read.</exception>
    public static Task<IReadOnlyDictionary<int, ChannelState>> ReadSettledStatesAsync(
        this MaccorSession session, IReadOnlyCollection<int>? channels = null, CancellationToken cancellation = default) =>
        session.Clock.PollAsync(
            token => session.ReadStatesAsync(channels, token),
            states => !states.Values.Contains(ChannelState.Reset),
            BetweenLooks,
            LongestReset,
            cancellation);

    /// <summary>Reads the state of one channel as <see cref="ReadSettledStatesAsync"/> does.</summary>
    internal static async Task<ChannelState> ReadSettledStateAsync(
        this MaccorSession session, int channel, CancellationToken cancellation) =>
        (await session.ReadSettledStatesAsync([channel], cancellation).ConfigureAwait(false))[channel];

    /// <summary>
    /// Reads the states of channels, and the rest only of those whose state is wanted: one message for each 128, and three more.
    /// </summary>
    internal static async Task<IReadOnlyList<ChannelReading>> ReadWhereAsync(
        this MaccorSession session,
        IReadOnlyCollection<int> channels,
        Func<int, ChannelState, bool> isWanted,
        CancellationToken cancellation)
    {
        int[] asked = [.. channels];
        Array.Sort(asked);
        var found = new List<ChannelReading>();
        foreach (var (first, count) in ChannelsRequest.Blocks(asked))
        {
            var codes = await ReadCodesAsync(session, first, count, cancellation).ConfigureAwait(false);
            int[] wanted = [.. Enumerable.Range(first, count).Where(IsWanted)];
            if (wanted.Length > 0)
                await AddRestAsync(session, first, codes, wanted, found, cancellation).ConfigureAwait(false);

            bool IsWanted(int channel) => Array.BinarySearch(asked, channel) >= 0 && isWanted(channel, StateOf(codes[channel - first]));
        }

        return found;
    }

    private static IReadOnlyCollection<int> Wanted(MaccorSession session, IReadOnlyCollection<int>? channels)
    {
        var wanted = channels ?? [.. Enumerable.Range(1, session.ChannelCount)];
        foreach (var channel in wanted)
            session.CheckChannel(channel);
        return wanted;
    }

    private static ChannelState StateOf(StateCodes codes) => (ChannelState?)codes.Stat ?? ChannelState.Unknown;

    private static async Task<StateCodes[]> ReadCodesAsync(MaccorSession session, int first, int count, CancellationToken cancellation)
    {
        var request = new ChannelsRequest { Channel = first, Count = (ushort)count };
        var reply = await session.AskAsync(Functions.States, request, cancellation).ConfigureAwait(false);
        CheckCount(session, Functions.States, first, count, reply.States.Length);
        var memory = TestMemory.Of(session);
        for (var i = 0; i < count; i++)
            memory.Saw(first + i, StateOf(reply.States[i]));
        return reply.States;
    }

    private static async Task AddRestAsync(
        MaccorSession session,
        int firstOfCodes,
        StateCodes[] codes,
        int[] channels,
        List<ChannelReading> found,
        CancellationToken cancellation)
    {
        var first = channels[0];
        var count = channels[channels.Length - 1] - first + 1;
        var voltages = await ReadValuesAsync(session, Functions.Voltages, first, count, cancellation).ConfigureAwait(false);
        var currents = await ReadValuesAsync(session, Functions.Currents, first, count, cancellation).ConfigureAwait(false);
        var times = await ReadValuesAsync(session, Functions.TestTimes, first, count, cancellation).ConfigureAwait(false);
        var now = session.Clock.GetUtcNow().ToLocalTime();
        foreach (var channel in channels)
        {
            var state = codes[channel - firstOfCodes];
            found.Add(new ChannelReading
            {
                Session = session.Name,
                Channel = channel,
                State = StateOf(state),
                Activity = (ChannelActivity?)state.Rf1 ?? ChannelActivity.Unknown,
                Reason = (RecordReason?)state.Rf2 ?? RecordReason.Unknown,
                Voltage = voltages[channel - first],
                Current = currents[channel - first],
                TestTime = ChannelReading.Seconds(times[channel - first]),
                ReadAt = now,
            });
        }
    }

    private static async Task<float[]> ReadValuesAsync<TReply>(
        MaccorSession session, Function<ChannelsRequest, TReply> function, int first, int count, CancellationToken cancellation)
        where TReply : ValuesReply, new()
    {
        var request = new ChannelsRequest { Channel = first, Count = (ushort)count };
        var reply = await session.AskAsync(function, request, cancellation).ConfigureAwait(false);
        CheckCount(session, function, first, count, reply.Values.Length);
        return reply.Values;
    }

    private static void CheckCount(MaccorSession session, Function function, int first, int asked, int answered)
    {
        if (answered == asked)
            return;
        throw new MaccorProtocolException(
            new Asked(session.Name, function, first), $"{asked} channels were asked for and the reply has {answered}.");
    }
}
