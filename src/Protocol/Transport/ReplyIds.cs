namespace MacNet.Protocol.Transport;

/// <summary>
/// The ids of a session's requests, and whether the tester answers with them, as JSON-RPC wants. Some give always the same one, or
/// none. The first reply of a session decides; with a tester that does not, a reply is known by its function and channel alone.
/// </summary>
internal sealed class ReplyIds
{
    private readonly object gate = new();

    // Each session begins at a number of its own, so that it takes no reply for its own that was meant for another one.
    private int last = Guid.NewGuid().GetHashCode();
    private bool? comeBack;

    /// <summary>
    /// An id that no other request has, of whichever connection and session, so that no reply can be taken for another one's.
    /// </summary>
    internal int Next() => Interlocked.Increment(ref last) & int.MaxValue;

    /// <summary>Whether the tester is known to answer with the ids of the requests.</summary>
    internal bool ComeBack
    {
        get
        {
            lock (gate)
                return comeBack == true;
        }
    }

    /// <summary>Whether a reply may answer a request, as far as ids tell.</summary>
    /// <param name="isSame">Whether the reply has the request's id.</param>
    internal bool Allow(bool isSame)
    {
        lock (gate)
            comeBack ??= isSame;
        return isSame || comeBack == false;
    }
}
