using System.Diagnostics;

namespace MacNet.Tests.Browser;

/// <summary>The system's clock some time ago, which leaps to the present: hours of a laboratory in a second.</summary>
internal sealed class LeapingTime(TimeSpan behind) : TimeProvider
{
    private long behindTicks = behind.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeSpan Behind => TimeSpan.FromTicks(Interlocked.Read(ref behindTicks));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Behind;

    public override long GetTimestamp() => Stopwatch.GetElapsedTime(0).Ticks - Behind.Ticks;

    internal void Leap(TimeSpan time) => Interlocked.Add(ref behindTicks, -time.Ticks);
}
