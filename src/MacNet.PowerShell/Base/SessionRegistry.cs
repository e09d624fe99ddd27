using System.Management.Automation.Runspaces;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell;

/// <summary>The sessions of this process, by name, in the order of connecting; seen from every runspace.</summary>
internal static class SessionRegistry
{
    private static readonly object Gate = new();
    private static readonly List<(MaccorSession Session, Guid Runspace)> Sessions = [];

    internal static IReadOnlyList<MaccorSession> All
    {
        get
        {
            lock (Gate)
                return [.. Sessions.Select(entry => entry.Session)];
        }
    }

    /// <summary>The session connected last, or null.</summary>
    internal static MaccorSession? Current
    {
        get
        {
            lock (Gate)
                return Sessions.Count > 0 ? Sessions[Sessions.Count - 1].Session : null;
        }
    }

    /// <summary>The sessions that a name means: the one that has it, or else those that it fits as a pattern.</summary>
    internal static IReadOnlyList<MaccorSession> Find(string name) => All.Named(name, session => session.Name);

    /// <summary>Remembers a session, in place of one of the same name, which is closed.</summary>
    internal static void Add(MaccorSession session)
    {
        MaccorSession? former;
        lock (Gate)
        {
            former = Sessions.Select(entry => entry.Session).FirstOrDefault(other => NameSearch.IsSame(other.Name, session.Name));
            Sessions.RemoveAll(entry => entry.Session == former);
            Sessions.Add((session, RunspaceId));
        }

        former?.Dispose();
    }

    /// <summary>Closes a session and forgets it.</summary>
    internal static void Close(MaccorSession session)
    {
        lock (Gate)
            Sessions.RemoveAll(entry => entry.Session == session);
        session.Dispose();
    }

    /// <summary>Closes the sessions that the present runspace connected.</summary>
    internal static void CloseOwn()
    {
        List<MaccorSession> own;
        lock (Gate)
            own = [.. Sessions.Where(entry => entry.Runspace == RunspaceId).Select(entry => entry.Session)];
        own.ForEach(Close);
    }

    private static Guid RunspaceId => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;
}
