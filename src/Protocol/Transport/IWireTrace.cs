namespace MacNet.Protocol.Transport;

/// <summary>Sees every message as it stands on the wire.</summary>
public interface IWireTrace
{
    /// <summary>Takes note of one message.</summary>
    /// <param name="link">The way that it took.</param>
    /// <param name="connection">Which of the session's connections it was, counted from 1: a file transfer has one of its own.</param>
    /// <param name="sent">Whether it went to the tester.</param>
    /// <param name="bytes">The message; a login with asterisks for the password.</param>
    void Note(LinkKind link, int connection, bool sent, ReadOnlySpan<byte> bytes);
}
