namespace MacNet.Data.Stores;

/// <summary>Times as SQLite has them: microseconds since 1970, UTC.</summary>
internal static class Time
{
    internal static long ToMicroseconds(this DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    internal static DateTimeOffset FromMicroseconds(long time) => DateTimeOffset.UnixEpoch.AddTicks(time * TimeSpan.TicksPerMicrosecond);

    internal static bool HasEnded(this LogReading reading) =>
        reading.State is Protocol.Messages.ChannelState.Completed or Protocol.Messages.ChannelState.Problem;
}
