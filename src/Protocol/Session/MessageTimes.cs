namespace MacNet.Protocol.Session;

/// <summary>What a tester takes for a message: the shortest of the last exchanges, as longer ones waited for others.</summary>
internal sealed class MessageTimes
{
    private readonly long[] last = new long[16];
    private int count;

    /// <summary>The time of a message; null where there has been none.</summary>
    internal TimeSpan? Shortest
    {
        get
        {
            lock (last)
                return count == 0 ? null : TimeSpan.FromTicks(last.Take(Math.Min(count, last.Length)).Min());
        }
    }

    internal void Add(TimeSpan time)
    {
        lock (last)
            last[count++ % last.Length] = time.Ticks;
    }
}
