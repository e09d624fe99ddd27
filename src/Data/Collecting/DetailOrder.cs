using MacNet.Protocol.Messages;

namespace MacNet.Data.Collecting;

/// <summary>
/// Which channel is read in full next: those whose state or direction has just changed, or whose test is new; then those on which
/// something runs, one after the other; idle ones seldom.
/// </summary>
internal sealed class DetailOrder(TimeSpan idleEvery)
{
    private readonly Dictionary<int, LogReading> last = [];
    private readonly Dictionary<int, DateTimeOffset> readAt = [];
    private readonly SortedSet<int> changed = [];

    /// <summary>Notes a sweep.</summary>
    internal void Note(IEnumerable<LogReading> sweep)
    {
        foreach (var reading in sweep)
        {
            if (!last.TryGetValue(reading.Channel, out var former) || IsNews(reading, former))
                changed.Add(reading.Channel);
            last[reading.Channel] = reading;
        }
    }

    /// <summary>The channel to read in full now; null for none.</summary>
    internal int? Next(DateTimeOffset now, ICollection<int> done)
    {
        foreach (var channel in changed)
        {
            if (!done.Contains(channel))
                return channel;
        }

        return last.Values
            .Where(reading => !done.Contains(reading.Channel) && (IsRunning(reading) || now - ReadAt(reading.Channel) >= idleEvery))
            .OrderBy(reading => ReadAt(reading.Channel)).ThenBy(reading => reading.Channel)
            .Select(reading => (int?)reading.Channel)
            .FirstOrDefault();
    }

    /// <summary>Notes that a channel was read in full.</summary>
    internal void Done(int channel, DateTimeOffset now)
    {
        changed.Remove(channel);
        readAt[channel] = now;
    }

    internal static bool IsRunning(LogReading reading) => reading.State is ChannelState.Active or ChannelState.Suspended
        or ChannelState.Start or ChannelState.Starting or ChannelState.Waiting or ChannelState.Fra;

    private DateTimeOffset ReadAt(int channel) => readAt.TryGetValue(channel, out var time) ? time : DateTimeOffset.MinValue;

    private static bool IsNews(LogReading reading, LogReading former) =>
        reading.State != former.State || reading.Activity != former.Activity || reading.TestTime < former.TestTime;
}
