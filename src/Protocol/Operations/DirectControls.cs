using System.Collections.Concurrent;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// The channels that this process controls directly. They are set to rest when their session closes or the process exits, unless
/// they were started to keep running.
/// </summary>
public static class DirectControls
{
    // A tester takes some 34 ms for a rest, on top of the 100 ms since the last output.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MomentPerChannel = TimeSpan.FromMilliseconds(50);

    private static readonly ConcurrentDictionary<(MaccorSession Session, int Channel), DirectControl> Known = new();

    static DirectControls() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Abandon([.. Known.Values]);

    /// <summary>
    /// Sets channels to rest, all at the same time, and forgets them; leaves those alone that are to keep running. It waits a
    /// moment at most and never fails.
    /// </summary>
    public static void Abandon(IReadOnlyCollection<DirectControl> controls)
    {
        var bySession = controls.Where(control => !control.KeepRunning && Forget(control)).GroupBy(control => control.Tester);
        Task.WaitAll([.. bySession.Select(group => Task.Run(() => AbandonAsync(group.Key, [.. group])))]);
    }

    /// <summary>Sets to rest what an owner is responsible for; see <see cref="Abandon"/>.</summary>
    public static void AbandonOwnedBy(object owner) => Abandon([.. Known.Values.Where(control => owner.Equals(control.Owner))]);

    internal static void Remember(DirectControl control)
    {
        Known[(control.Tester, control.Channel)] = control;
        control.Tester.Closing -= AbandonAll;
        control.Tester.Closing += AbandonAll;
    }

    internal static DirectControl? Find(MaccorSession session, int channel) =>
        Known.TryGetValue((session, channel), out var control) ? control : null;

    internal static bool Forget(DirectControl control) =>
        ((ICollection<KeyValuePair<(MaccorSession, int), DirectControl>>)Known).Remove(new((control.Tester, control.Channel), control));

    private static void AbandonAll(MaccorSession session)
    {
        Abandon([.. Known.Values.Where(control => control.Tester == session)]);
        foreach (var kept in Known.Values.Where(control => control.Tester == session))
            Forget(kept);
    }

    private static async Task AbandonAsync(MaccorSession session, DirectControl[] controls)
    {
        using var limit = session.Clock.CancelAfter(Moment + TimeSpan.FromTicks(MomentPerChannel.Ticks * controls.Length));
        var isOver = new TaskCompletionSource<bool>();
        using var _ = limit.Token.Register(() => isOver.TrySetResult(true));
        // Not everything can be cancelled at once: asking for a computer's address, for one.
        await Task.WhenAny(Task.WhenAll(controls.Select(control => RestQuietlyAsync(control, limit.Token))), isOver.Task).ConfigureAwait(false);
    }

    private static async Task RestQuietlyAsync(DirectControl control, CancellationToken cancellation)
    {
        try
        {
            await DirectControlRest.SetOrSuspendAsync(control, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is MaccorException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody is there any more to be told.
        }
    }
}
