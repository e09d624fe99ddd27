using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;

namespace MacNet.Data.Collecting;

/// <summary>Which channels are to be looked at in detail, and in which order: what has just changed, what is active, what is idle.</summary>
internal sealed class DetailPlan(CollectorOptions options)
{
    private readonly SortedDictionary<int, Known> channels = [];

    /// <summary>Notes what a sweep says of a channel.</summary>
    /// <returns>The change of state, in words; null where there is none.</returns>
    internal string? Saw(ChannelReading reading, DateTimeOffset now)
    {
        if (!channels.TryGetValue(reading.Channel, out var known))
            channels[reading.Channel] = known = new Known();
        var former = known.State;
        known.Now = now;
        if (former is null || HasBegunAnother(known, reading))
            (known.IsNamed, known.TestName, known.Procedure) = (false, null, null);
        if (former != reading.State || known.Activity != reading.Activity)
            known.HasChanged = true;
        (known.State, known.Activity, known.TestTime) = (reading.State, reading.Activity, reading.TestTime);
        return former is null || former == reading.State ? null : $"{former} to {reading.State}";
    }

    /// <summary>The channels whose test has no name yet.</summary>
    internal IReadOnlyList<int> Unnamed => [.. channels.Where(item => !item.Value.IsNamed && item.Value.HasTest).Select(item => item.Key)];

    /// <summary>The channels to be looked at, the most urgent first; each once.</summary>
    internal IReadOnlyList<int> Due =>
    [
        .. channels.Where(item => item.Value.HasChanged || item.Value.IsActive || item.Value.Now - item.Value.ReadAt >= options.IdleInterval)
            .OrderBy(item => item.Value.HasChanged ? 0 : item.Value.IsActive ? 1 : 2)
            .ThenBy(item => item.Value.ReadAt)
            .Select(item => item.Key),
    ];

    internal Known this[int channel] => channels[channel];

    internal LogReading Named(LogReading reading) => channels.TryGetValue(reading.Channel, out var known)
        ? reading with { TestName = known.TestName, Procedure = known.Procedure }
        : reading;

    private static bool HasBegunAnother(Known known, ChannelReading reading) =>
        reading.TestTime < known.TestTime || (reading.State != known.State && reading.State is ChannelState.Available or ChannelState.Selected);

    /// <summary>What is known of a channel.</summary>
    internal sealed class Known
    {
        internal ChannelState? State { get; set; }

        internal ChannelActivity? Activity { get; set; }

        internal TimeSpan TestTime { get; set; }

        internal DateTimeOffset Now { get; set; }

        internal DateTimeOffset ReadAt { get; set; }

        internal bool HasChanged { get; set; }

        internal bool IsNamed { get; set; }

        internal string? TestName { get; set; }

        internal string? Procedure { get; set; }

        /// <summary>The units of the auxiliary inputs; null where they have not been read.</summary>
        internal string[]? Units { get; set; }

        internal bool IsActive => State is ChannelState.Active or ChannelState.Starting or ChannelState.Fra;

        internal bool HasTest => State is not (null or ChannelState.Available or ChannelState.Selected or ChannelState.NotAvailable);
    }
}
