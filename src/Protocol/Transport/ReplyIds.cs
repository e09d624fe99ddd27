namespace MacNet.Protocol.Transport;

/// <summary>
/// Whether a tester answers with the ids of the requests, as JSON-RPC wants. Some give always the same one, or none. The first reply of
/// a session decides; with a tester that does not, a reply is known by its function and channel alone.
/// </summary>
internal sealed class ReplyIds
{
    private readonly object gate = new();
    private bool? comeBack;

    /// <summary>Whether a reply may answer a request, as far as ids tell.</summary>
    /// <param name="isSame">Whether the reply has the request's id.</param>
    internal bool Allow(bool isSame)
    {
        lock (gate)
            comeBack ??= isSame;
        return isSame || comeBack == false;
    }
}
