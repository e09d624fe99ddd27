using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Reads channels of a tester for control loops that run together: those that ask at the same time share one reading of all of them, of
/// four messages for each 128 channels. What a loop gets was not read before.
/// </summary>
public sealed class ChannelSweep
{
    /// <summary>How many messages a sweep takes for each 128 channels.</summary>
    public const int MessagesPerBlock = 4;

    // How far apart loops may ask and still be meant to share.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);

    private readonly object gate = new();
    private readonly MaccorSession session;
    private readonly int[] channels;
    private Look? last;

    /// <summary>Prepares to read channels together. Nothing is sent.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1.</param>
    /// <exception cref="MaccorInputException">The tester has no such channel.</exception>
    public ChannelSweep(MaccorSession session, IEnumerable<int> channels)
    {
        this.session = session;
        this.channels = [.. channels.Distinct()];
        foreach (var channel in this.channels)
            session.CheckChannel(channel);
    }

    /// <summary>How many messages a sweep of all channels takes.</summary>
    public int Messages => MessagesPerBlock * ChannelsRequest.Blocks(channels).Count();

    /// <summary>Reads a channel, together with those that others ask for now.</summary>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public async Task<ChannelReading> ReadAsync(int channel, CancellationToken cancellation = default)
    {
        var look = Join(channel);
        try
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(look.Readings, Task.Delay(Timeout.Infinite, enough.Token)).ConfigureAwait(false);
            enough.Cancel();
            cancellation.ThrowIfCancellationRequested();
            return (await look.Readings.ConfigureAwait(false))[channel];
        }
        finally
        {
            Leave(look);
        }
    }

    private Look Join(int channel)
    {
        lock (gate)
        {
            if (last is null || !last.Awaiting.Remove(channel) || session.Clock.GetElapsedTime(last.Began) > Together)
            {
                last = new Look(session, channels);
                last.Awaiting.Remove(channel);
            }

            last.Waiting++;
            return last;
        }
    }

    // One loop that gives up is no reason to have the others wait for another sweep.
    private void Leave(Look look)
    {
        lock (gate)
        {
            if (--look.Waiting > 0 || look.Readings.IsCompleted)
                return;
            if (last == look)
                last = null;
        }

        look.GiveUp();
    }

    private sealed class Look
    {
        internal Look(MaccorSession session, int[] channels)
        {
            var nobody = new CancellationTokenSource();
            Began = session.Clock.GetTimestamp();
            Awaiting = [.. channels];
            Readings = Task.Run(() => ReadAsync(session, channels, nobody.Token));
            GiveUp = nobody.Cancel;
        }

        internal long Began { get; }

        /// <summary>The channels that nobody has asked for yet.</summary>
        internal HashSet<int> Awaiting { get; }

        internal int Waiting { get; set; }

        internal Task<Dictionary<int, ChannelReading>> Readings { get; }

        internal Action GiveUp { get; }

        private static async Task<Dictionary<int, ChannelReading>> ReadAsync(
            MaccorSession session, int[] channels, CancellationToken cancellation)
        {
            var found = await session.ReadReadingsAsync(channels, cancellation).ConfigureAwait(false);
            return found.ToDictionary(reading => reading.Channel);
        }
    }
}
