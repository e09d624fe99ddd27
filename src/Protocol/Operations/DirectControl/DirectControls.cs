using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// The channels that this process controls directly. They are set to rest when their session closes or the process ends, whoever
/// started them, unless they were started to keep running. What a loop steers is set to rest in any case.
/// </summary>
public static class DirectControls
{
    // What a tester that has gone silent may cost whoever closes its session, and what its other channels may cost beside.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestPerChannel = TimeSpan.FromMilliseconds(50);

    // What is known of how channels were started: their outputs are held to it.
    private static readonly ConcurrentDictionary<(MaccorSession Session, int Channel), DirectControl> Known = new();

    // What is to be set to rest, with a new object for each time that it was driven.
    private static readonly ConcurrentDictionary<(MaccorSession Session, int Channel), object> Driven = new();
    private static readonly ConcurrentDictionary<(MaccorSession Session, int Channel), object> Looped = new();

    // What went wrong when a session closed.
    private static readonly ConditionalWeakTable<MaccorSession, IReadOnlyList<MaccorException>> Unrest = new();

    static DirectControls()
    {
        MaccorSession.Closing += OnClosing;
        ProcessEnd.Before(() => Tell(MakeSafe([.. ToRest], released: false)));
    }

    /// <summary>
    /// Sets channels to rest, all at the same time; leaves those alone that are to keep running. Those that are at rest then are left
    /// alone from now on, until they are driven again. It takes a few seconds at most.
    /// </summary>
    /// <returns>What went wrong, by channel.</returns>
    public static IReadOnlyList<MaccorException> Abandon(IReadOnlyCollection<DirectControl> controls) => MakeSafe(
        [.. controls.Select(control => (control.Tester, control.Channel)).Where(Driven.ContainsKey)], released: true);

    /// <summary>Sets to rest what an owner is responsible for; see <see cref="Abandon"/>.</summary>
    /// <returns>What went wrong, by channel.</returns>
    public static IReadOnlyList<MaccorException> AbandonOwnedBy(object owner) =>
        Abandon([.. Known.Values.Where(control => owner.Equals(control.Owner))]);

    /// <summary>Closes a session as its Dispose does, which sets to rest what it drives, and tells how that went.</summary>
    /// <returns>What went wrong, by channel.</returns>
    public static IReadOnlyList<MaccorException> Close(MaccorSession session)
    {
        session.Dispose();
        return Unrest.TryGetValue(session, out var problems) ? problems : [];
    }

    /// <summary>The channels that would be set to rest if a session closed.</summary>
    public static IReadOnlyList<int> ChannelsToRest(MaccorSession session) => [.. Of(session).Select(key => key.Channel).OrderBy(channel => channel)];

    internal static void Remember(DirectControl control)
    {
        Known[(control.Tester, control.Channel)] = control;
        Driven.TryRemove((control.Tester, control.Channel), out _);
        RememberDriven(control.Tester, control.Channel);
    }

    /// <summary>A channel is about to be driven: it is to be set to rest, unless it was started to keep running.</summary>
    internal static void RememberDriven(MaccorSession session, int channel)
    {
        if (session.IsClosed || Find(session, channel) is { KeepRunning: true })
            return;
        Driven[(session, channel)] = new object();
    }

    /// <summary>A loop steers a channel until what is given is disposed.</summary>
    internal static IDisposable RememberLoop(MaccorSession session, int channel)
    {
        var loop = new Loop((session, channel));
        Looped[(session, channel)] = loop;
        return loop;
    }

    internal static DirectControl? Find(MaccorSession session, int channel) =>
        Known.TryGetValue((session, channel), out var control) ? control : null;

    /// <summary>A channel is under direct control no more, unless it has been started anew.</summary>
    internal static void Forget(MaccorSession session, int channel, DirectControl? control)
    {
        if (Find(session, channel) != control)
            return;
        Known.TryRemove((session, channel), out _);
        Driven.TryRemove((session, channel), out _);
    }

    private static void OnClosing(MaccorSession session)
    {
        Unrest.Add(session, MakeSafe([.. Of(session)], released: false));
        foreach (var key in Known.Keys.Concat(Driven.Keys).Where(key => key.Session == session))
        {
            Known.TryRemove(key, out _);
            Driven.TryRemove(key, out _);
        }
    }

    // Nobody else is left to tell it.
    private static void Tell(MaccorException[] problems)
    {
        try
        {
            foreach (var problem in problems)
                Console.Error.WriteLine(problem.Message);
        }
        catch (IOException)
        {
            // The terminal is gone.
        }
    }

    private static IEnumerable<(MaccorSession Session, int Channel)> ToRest =>
        Driven.Keys.Concat(Looped.Keys).Where(key => !key.Session.IsClosed).Distinct();

    private static IEnumerable<(MaccorSession Session, int Channel)> Of(MaccorSession session) => ToRest.Where(key => key.Session == session);

    private static MaccorException[] MakeSafe((MaccorSession Session, int Channel)[] channels, bool released)
    {
        var tasks = channels.Distinct().GroupBy(item => item.Session)
            .SelectMany(group => MakeSafe(group.Key, [.. group.Select(item => item.Channel)], released));
        return [.. Task.WhenAll(tasks).GetAwaiter().GetResult().OfType<MaccorException>()];
    }

    private static IEnumerable<Task<MaccorException?>> MakeSafe(MaccorSession session, int[] channels, bool released)
    {
        var time = Longest + TimeSpan.FromTicks(LongestPerChannel.Ticks * channels.Length);
        return channels.Select(channel => Task.Run(async () =>
        {
            Driven.TryGetValue((session, channel), out var driven);
            var problem = await MakeSafeAsync(session, channel, time).ConfigureAwait(false);
            if (released && problem is null)
                Release((session, channel), driven);
            return problem;
        }));
    }

    private static async Task<MaccorException?> MakeSafeAsync(MaccorSession session, int channel, TimeSpan time)
    {
        try
        {
            var work = DirectControlRest.MakeSafeAsync(session, channel, Find(session, channel), time, readBack: false);
            // Not everything can be cancelled at once: asking for a computer's address, for one.
            return await Task.WhenAny(work, session.Clock.Wait(time, CancellationToken.None)).ConfigureAwait(false) == work
                ? await work.ConfigureAwait(false)
                : DirectControlRest.NotConfirmed(session, channel, null);
        }
        catch (Exception problem)
        {
            // What goes wrong with one channel must not keep the others from rest, nor the session from closing.
            return DirectControlRest.NotConfirmed(session, channel, problem);
        }
    }

    // Its limits stay known: somebody else may drive it. Where that has been done meanwhile, it is to be set to rest again.
    private static void Release((MaccorSession Session, int Channel) key, object? driven)
    {
        ((ICollection<KeyValuePair<(MaccorSession, int), object?>>)Driven).Remove(new(key, driven));
        if (Find(key.Session, key.Channel) is { } control)
            control.Owner = null;
    }

    private sealed class Loop((MaccorSession, int) key) : IDisposable
    {
        public void Dispose() => ((ICollection<KeyValuePair<(MaccorSession, int), object>>)Looped).Remove(new(key, this));
    }
}
