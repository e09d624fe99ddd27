using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// The channels that this process controls directly. They are set to rest when their session closes or the process ends, unless
/// they were started to keep running. What a loop steers is set to rest in any case.
/// </summary>
public static class DirectControls
{
    // What a tester that has gone silent may cost whoever closes its session, and what its other channels may cost beside.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestPerChannel = TimeSpan.FromMilliseconds(50);

    private static readonly ConcurrentDictionary<(MaccorSession Session, int Channel), DirectControl> Known = new();
    private static readonly ConcurrentDictionary<(MaccorSession Session, int Channel), object> Looped = new();

    // What went wrong when a session closed.
    private static readonly ConditionalWeakTable<MaccorSession, IReadOnlyList<MaccorException>> Unrest = new();

    static DirectControls() => ProcessEnd.Before(() => MakeSafe([.. Known.Where(IsToRest).Select(item => item.Key), .. Looped.Keys]));

    /// <summary>
    /// Sets channels to rest, all at the same time, and forgets those that are; leaves those alone that are to keep running. It takes a
    /// few seconds at most.
    /// </summary>
    /// <returns>What went wrong, by channel.</returns>
    public static IReadOnlyList<MaccorException> Abandon(IReadOnlyCollection<DirectControl> controls) =>
        MakeSafe([.. controls.Where(control => !control.KeepRunning).Select(control => (control.Tester, control.Channel)).Where(Known.ContainsKey)]);

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
        Watch(control.Tester);
    }

    /// <summary>A loop steers a channel until what is given is disposed.</summary>
    internal static IDisposable RememberLoop(MaccorSession session, int channel)
    {
        var loop = new Loop((session, channel));
        Looped[(session, channel)] = loop;
        Watch(session);
        return loop;
    }

    internal static DirectControl? Find(MaccorSession session, int channel) =>
        Known.TryGetValue((session, channel), out var control) ? control : null;

    internal static bool Forget(DirectControl control) =>
        ((ICollection<KeyValuePair<(MaccorSession, int), DirectControl>>)Known).Remove(new((control.Tester, control.Channel), control));

    private static void Watch(MaccorSession session)
    {
        session.Closing -= OnClosing;
        session.Closing += OnClosing;
    }

    private static void OnClosing(MaccorSession session)
    {
        Unrest.Add(session, MakeSafe([.. Of(session)]));
        foreach (var key in Known.Keys.Where(key => key.Session == session))
            Known.TryRemove(key, out _);
    }

    private static IEnumerable<(MaccorSession Session, int Channel)> Of(MaccorSession session) =>
        Known.Where(IsToRest).Select(item => item.Key).Concat(Looped.Keys).Where(key => key.Session == session).Distinct();

    private static bool IsToRest(KeyValuePair<(MaccorSession Session, int Channel), DirectControl> item) => !item.Value.KeepRunning;

    private static MaccorException[] MakeSafe((MaccorSession Session, int Channel)[] channels)
    {
        var tasks = channels.Distinct().GroupBy(item => item.Session).SelectMany(group => MakeSafe(group.Key, [.. group.Select(item => item.Channel)]));
        return [.. Task.WhenAll(tasks).GetAwaiter().GetResult().OfType<MaccorException>()];
    }

    private static IEnumerable<Task<MaccorException?>> MakeSafe(MaccorSession session, int[] channels)
    {
        var time = Longest + TimeSpan.FromTicks(LongestPerChannel.Ticks * channels.Length);
        return channels.Select(channel => Task.Run(() => MakeSafeAsync(session, channel, time)));
    }

    private static async Task<MaccorException?> MakeSafeAsync(MaccorSession session, int channel, TimeSpan time)
    {
        var control = Find(session, channel);
        var work = DirectControlRest.MakeSafeAsync(session, channel, control, time, readBack: false);
        // Not everything can be cancelled at once: asking for a computer's address, for one.
        var problem = await Task.WhenAny(work, session.Clock.Wait(time, CancellationToken.None)).ConfigureAwait(false) == work
            ? await work.ConfigureAwait(false)
            : DirectControlRest.NotConfirmed(session, channel, null);
        if (control is not null && problem is null)
            Forget(control);
        return problem;
    }

    private sealed class Loop((MaccorSession, int) key) : IDisposable
    {
        public void Dispose() => ((ICollection<KeyValuePair<(MaccorSession, int), object>>)Looped).Remove(new(key, this));
    }
}
