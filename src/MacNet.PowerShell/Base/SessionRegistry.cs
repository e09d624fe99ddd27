using System.Management.Automation.Runspaces;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
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

    internal static MaccorSession? Find(string name)
    {
        lock (Gate)
            return Sessions.Select(entry => entry.Session).FirstOrDefault(session => HasName(session, name));
    }

    /// <summary>Remembers a session, in place of one of the same name, which is closed.</summary>
    internal static void Add(MaccorSession session)
    {
        MaccorSession? former;
        lock (Gate)
        {
            former = Find(session.Name);
            Sessions.RemoveAll(entry => entry.Session == former);
            Sessions.Add((session, RunspaceId));
        }

        former?.Dispose();
    }

    /// <summary>Closes a session and forgets it.</summary>
    /// <returns>What went wrong when channels were set to rest.</returns>
    internal static IReadOnlyList<MaccorException> Close(MaccorSession session)
    {
        lock (Gate)
            Sessions.RemoveAll(entry => entry.Session == session);
        return DirectControls.Close(session);
    }

    /// <summary>Closes the sessions that the present runspace connected.</summary>
    internal static void CloseOwn()
    {
        List<MaccorSession> own;
        lock (Gate)
            own = [.. Sessions.Where(entry => entry.Runspace == RunspaceId).Select(entry => entry.Session)];
        own.ForEach(session => Close(session));
    }

    private static Guid RunspaceId => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    private static bool HasName(MaccorSession session, string name) =>
        string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase);
}
