using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>The sessions of this process, by name, in the order of connecting; seen from every runspace.</summary>
internal static class SessionRegistry
{
    private static readonly object Gate = new();
    private static readonly List<Entry> Sessions = [];
    private static readonly ConditionalWeakTable<Runspace, Connected> Latest = new();
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the sessions of this process know of each other, and of the process's end.</summary>
    internal static SessionGroup Group { get; } = new() { Tell = problem => HostErrors.Tell(null, [problem]) };

    private static Connected latestOfAll = new(null);

    internal static IReadOnlyList<MaccorSession> All
    {
        get
        {
            lock (Gate)
                return [.. Sessions.Select(entry => entry.Session)];
        }
    }

    /// <summary>
    /// The session that the present runspace took last, or any runspace where this one has taken none; where it has been
    /// disconnected, the only one that is left. Null where it could not be connected, or several are left: a tester that nobody meant
    /// must not take its place.
    /// </summary>
    internal static MaccorSession? Current
    {
        get
        {
            lock (Gate)
            {
                var latest = Runspace.DefaultRunspace is { } runspace && Latest.TryGetValue(runspace, out var own) ? own : latestOfAll;
                if (Sessions.Exists(entry => entry.Session == latest.Session))
                    return latest.Session;
                return Sessions.Count == 1 && latest.Session is not null ? Sessions[0].Session : null;
            }
        }
    }

    /// <summary>The sessions that a name means: the one that has it, or else those that it fits as a pattern.</summary>
    internal static IReadOnlyList<MaccorSession> Find(string name) => All.Named(name, session => session.Name);

    /// <summary>
    /// Keeps a name for a session that is being connected, until it is released. A name is taken that is being connected already,
    /// or is that of a session which another runspace may still use, or which may not be replaced.
    /// </summary>
    /// <returns>Whether the name was free.</returns>
    internal static bool TryReserve(string name, Func<MaccorSession, bool> mayReplace)
    {
        lock (Gate)
            return !Sessions.Exists(entry => HasName(entry.Session, name) && IsInUse(entry)) && Reserved.Add(name);

        bool IsInUse(Entry entry) =>
            !entry.Session.IsClosed && (entry.Owner.IsElsewhere || !mayReplace(entry.Session));
    }

    internal static void Release(string name)
    {
        lock (Gate)
            Reserved.Remove(name);
    }

    /// <summary>Remembers a session, in place of one of the same name.</summary>
    /// <returns>The session that it replaces, which is to be closed, or null.</returns>
    internal static MaccorSession? Add(MaccorSession session, SessionChoice choice)
    {
        MaccorSession? former;
        lock (Gate)
        {
            former = Sessions.Find(entry => HasName(entry.Session, session.Name))?.Session;
            Sessions.RemoveAll(entry => entry.Session == former);
            Sessions.Add(new Entry(session, new OwnerRunspace(), choice));
            Use(session);
        }

        return former;
    }

    /// <summary>Takes a session over from a runspace that has ended, and uses it.</summary>
    internal static void Adopt(MaccorSession session)
    {
        lock (Gate)
        {
            var place = Sessions.FindIndex(entry => entry.Session == session);
            if (place >= 0)
                Sessions[place] = Sessions[place] with { Owner = new OwnerRunspace() };
        }

        Use(session);
    }

    /// <summary>
    /// Makes a session the one that the present runspace means where it names none, and those that have none to mean: -Parallel, for one.
    /// </summary>
    internal static void Use(MaccorSession session)
    {
        lock (Gate)
            SetLatest(latestOfAll = new Connected(session));
    }

    /// <summary>The session of a name, and what was asked for when it was connected; null where there is none.</summary>
    internal static (MaccorSession Session, SessionChoice Choice)? Named(string name)
    {
        lock (Gate)
            return Sessions.Find(entry => HasName(entry.Session, name)) is { } entry ? (entry.Session, entry.Choice) : null;
    }

    /// <summary>Remembers that a session could not be connected: the present runspace has none to fall back on.</summary>
    internal static void AddFailure()
    {
        lock (Gate)
            SetLatest(new Connected(null));
    }

    /// <summary>Closes a session and forgets it.</summary>
    /// <returns>What went wrong when channels were set to rest.</returns>
    internal static IReadOnlyList<MaccorException> Close(MaccorSession session)
    {
        lock (Gate)
            Sessions.RemoveAll(entry => entry.Session == session);
        return session.CloseAsync().GetAwaiter().GetResult();
    }

    /// <summary>Closes the sessions that the present runspace connected, all at the same time.</summary>
    /// <returns>What went wrong when channels were set to rest.</returns>
    internal static IReadOnlyList<MaccorException> CloseOwn()
    {
        List<MaccorSession> own;
        lock (Gate)
            own = [.. Sessions.Where(entry => entry.Owner.IsHere).Select(entry => entry.Session)];
        var closing = own.Select(session => Task.Run(() => Close(session)));
        return [.. Task.WhenAll(closing).GetAwaiter().GetResult().SelectMany(problems => problems)];
    }

    private static void SetLatest(Connected latest)
    {
        if (Runspace.DefaultRunspace is not { } runspace)
            return;
        Latest.Remove(runspace);
        Latest.Add(runspace, latest);
    }

    private static bool HasName(MaccorSession session, string name) => NameSearch.IsSame(session.Name, name);

    private sealed record Entry(MaccorSession Session, OwnerRunspace Owner, SessionChoice Choice);

    /// <summary>What was connected last; null where that failed.</summary>
    private sealed record Connected(MaccorSession? Session);
}
