using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Ends what sessions control directly: see <see cref="DrivenChannels"/>.</summary>
public static class DirectControls
{
    /// <summary>
    /// Sets channels to rest, all at the same time; leaves those alone that are to keep running. Those that are at rest then are left
    /// alone from now on, until they are driven again. It takes a few seconds at most.
    /// </summary>
    /// <returns>What went wrong, by channel.</returns>
    public static IReadOnlyList<MaccorException> Abandon(IReadOnlyCollection<DirectControl> controls)
    {
        var driven = controls.Where(control => DrivenChannels.Of(control.Tester).IsDriven(control.Channel));
        var ending = driven.ToLookup(control => control.Tester, control => control.Channel)
            .Select(group => DrivenChannels.Of(group.Key).MakeSafeAsync([.. group.Distinct()], released: true));
        return [.. Task.WhenAll(ending).GetAwaiter().GetResult().SelectMany(problems => problems)];
    }

    /// <summary>Sets to rest what an owner is responsible for, over whatever session of a group; see <see cref="Abandon"/>.</summary>
    /// <returns>What went wrong, by channel.</returns>
    public static IReadOnlyList<MaccorException> AbandonOwnedBy(this SessionGroup group, object owner) =>
        Abandon([.. group.Members.SelectMany(session => DrivenChannels.Of(session).Controls).Where(control => owner.Equals(control.Owner))]);

    /// <summary>Closes a session as its Dispose does, which sets to rest what it drives, and tells how that went.</summary>
    /// <returns>What went wrong, by channel.</returns>
    public static IReadOnlyList<MaccorException> Close(MaccorSession session)
    {
        session.Dispose();
        return DrivenChannels.Of(session).Unrest;
    }

    /// <summary>The channels that would be set to rest if a session closed.</summary>
    public static IReadOnlyList<int> ChannelsToRest(MaccorSession session) => DrivenChannels.Of(session).ToRest;
}
