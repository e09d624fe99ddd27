namespace MacNet.Protocol.Session;

/// <summary>The one way to wait for something to become true: look, pause, look again, and once more after the time is over.</summary>
public static class PollingExtensions
{
    /// <summary>Looks until what is seen satisfies, or the time is over. At the end it has looked once after that.</summary>
    /// <param name="clock">The clock of pauses and of the time; a session has one.</param>
    /// <param name="look">Looks.</param>
    /// <param name="isEnough">Whether what was seen ends the wait.</param>
    /// <param name="pause">The pause between two looks.</param>
    /// <param name="longest">How long to go on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What was seen last: it does not satisfy where the time was over.</returns>
    public static async Task<T> PollAsync<T>(
        this TimeProvider clock,
        Func<CancellationToken, Task<T>> look,
        Func<T, bool> isEnough,
        TimeSpan pause,
        TimeSpan longest,
        CancellationToken cancellation = default)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var late = clock.GetElapsedTime(began) >= longest;
            var seen = await look(cancellation).ConfigureAwait(false);
            if (late || isEnough(seen))
                return seen;
            await clock.Wait(pause, cancellation).ConfigureAwait(false);
        }
    }
}
