using System.Collections.Concurrent;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// The channels that a session controls directly. They are set to rest when it closes or the process ends, whoever started them, unless
/// they were started to keep running. What a loop steers is set to rest in any case.
/// </summary>
internal sealed class DrivenChannels : ISessionPart, ILimitsFollower, IAsyncDisposable
{
    private readonly MaccorSession session;

    // What is known of how channels were started: their outputs are held to it.
    private readonly ConcurrentDictionary<int, DirectControl> known = new();

    // What is to be set to rest, with a new object for each time that it was driven.
    private readonly ConcurrentDictionary<int, object> driven = new();
    private readonly ConcurrentDictionary<int, Loop> looped = new();

    private DrivenChannels(MaccorSession session)
    {
        this.session = session;
        RestTimes.Of(session).Channels = () => Math.Max(looped.Count, driven.Count);
    }

    /// <summary>What went wrong when the session closed.</summary>
    internal IReadOnlyList<MaccorException> Unrest { get; private set; } = [];

    internal IReadOnlyList<int> ToRest =>
        session.IsClosed ? [] : [.. driven.Keys.Concat(looped.Keys).Distinct().OrderBy(channel => channel)];

    internal static DrivenChannels Of(MaccorSession session) => session.GetPart(owner => new DrivenChannels(owner));

    internal void Remember(DirectControl control)
    {
        known[control.Channel] = control;
        driven.TryRemove(control.Channel, out _);
        RememberDriven(control.Channel);
    }

    /// <summary>A channel is about to be driven: it is to be set to rest, unless it was started to keep running.</summary>
    internal void RememberDriven(int channel)
    {
        if (session.IsClosed || Find(channel) is { KeepRunning: true })
            return;
        driven[channel] = new object();
    }

    internal bool IsDriven(int channel) => driven.ContainsKey(channel);

    /// <summary>Sets to rest what an owner is responsible for; what is at rest then is the owner's no more.</summary>
    /// <returns>What went wrong, by channel.</returns>
    internal Task<IReadOnlyList<MaccorException>> AbandonAsync(object owner)
    {
        var owned = known.Values.Where(control => owner.Equals(control.Owner)).Select(control => control.Channel);
        return MakeSafeAsync([.. owned.Where(IsDriven)], released: true);
    }

    /// <summary>A loop steers a channel until what is given is disposed.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="makeSafe">Makes the channel safe within a time, and tells what went wrong; rest, unless given.</param>
    internal IDisposable RememberLoop(int channel, Func<TimeSpan, Task<MaccorException?>>? makeSafe = null)
    {
        var loop = new Loop(looped, channel, makeSafe);
        looped[channel] = loop;
        return loop;
    }

    internal DirectControl? Find(int channel) => known.TryGetValue(channel, out var control) ? control : null;

    /// <summary>
    /// The limits that a channel was started with, by this session or by another one that it knows of; null where none is known.
    /// </summary>
    internal SafetyLimits? LimitsOf(int channel) => session.GetGroup().OfTester(session)
        .Select(other => Of(other).Find(channel)?.SafetyLimit).FirstOrDefault(limits => limits is not null);

    /// <inheritdoc/>
    public void Follow(int channel, SafetyLimits inForce)
    {
        if (Find(channel) is { } control)
            control.SafetyLimit = inForce;
    }

    /// <summary>A channel is under direct control no more, unless it has been started anew.</summary>
    internal void Forget(int channel, DirectControl? control)
    {
        if (Find(channel) != control)
            return;
        known.TryRemove(channel, out _);
        driven.TryRemove(channel, out _);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Unrest = await MakeSafeAsync(ToRest, released: false).ConfigureAwait(false);
        known.Clear();
        driven.Clear();
    }

    /// <inheritdoc/>
    public IReadOnlyList<MaccorException> EndWithProcess() => MakeSafeAsync(ToRest, released: false).GetAwaiter().GetResult();

    /// <summary>Sets channels to rest, all at the same time.</summary>
    /// <returns>What went wrong, by channel.</returns>
    internal async Task<IReadOnlyList<MaccorException>> MakeSafeAsync(IReadOnlyCollection<int> channels, bool released)
    {
        var time = RestTimes.ForAll(channels.Count);
        var ending = channels.Select(channel => Task.Run(() => MakeSafeAsync(channel, time, released)));
        var problems = await Task.WhenAll(ending).ConfigureAwait(false);
        return [.. problems.OfType<MaccorException>()];
    }

    private async Task<MaccorException?> MakeSafeAsync(int channel, TimeSpan time, bool released)
    {
        driven.TryGetValue(channel, out var state);
        var problem = await MakeSafeAsync(channel, time).ConfigureAwait(false);
        if (released && problem is null)
            Release(channel, state);
        return problem;
    }

    private async Task<MaccorException?> MakeSafeAsync(int channel, TimeSpan time)
    {
        try
        {
            var work = looped.TryGetValue(channel, out var loop) && loop.MakeSafe is { } makeSafe
                ? makeSafe(time)
                : DirectControlRest.MakeSafeAsync(session, channel, Find(channel), time, readBack: false);
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
    private void Release(int channel, object? state)
    {
        ((ICollection<KeyValuePair<int, object?>>)driven).Remove(new(channel, state));
        if (Find(channel) is { } control)
            control.Owner = null;
    }

    private sealed class Loop(
        ConcurrentDictionary<int, Loop> looped, int channel, Func<TimeSpan, Task<MaccorException?>>? makeSafe) : IDisposable
    {
        internal Func<TimeSpan, Task<MaccorException?>>? MakeSafe => makeSafe;

        public void Dispose() => ((ICollection<KeyValuePair<int, Loop>>)looped).Remove(new(channel, this));
    }
}
