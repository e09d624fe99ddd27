namespace MacNet.Protocol.Session;

/// <summary>
/// Whether a tester closes each connection after one reply, as its connections have shown: some serve every request so. Two in a row
/// that ended so tell; one may be chance.
/// </summary>
internal sealed class ConnectionLives
{
    private const int Enough = 2;

    private int inRow;

    internal bool EndAfterOneReply => Volatile.Read(ref inRow) >= Enough;

    /// <summary>Notes that a connection has ended.</summary>
    /// <param name="replies">How many replies came over it.</param>
    /// <param name="isCut">Whether it ended otherwise than by being closed before anything of another reply.</param>
    internal void Ended(int replies, bool isCut)
    {
        if (isCut || replies > 1)
            Volatile.Write(ref inRow, 0);
        else if (replies == 1)
            Interlocked.Increment(ref inRow);
    }
}
