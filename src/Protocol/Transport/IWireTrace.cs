namespace MacNet.Protocol.Transport;

/// <summary>Sees every message as it stands on the wire.</summary>
public interface IWireTrace
{
    /// <summary>Takes note of one message.</summary>
    /// <param name="link">The link that carried it.</param>
    /// <param name="sent">Whether it went to the tester.</param>
    /// <param name="bytes">The message; where it carried a password, with the password blotted out.</param>
    void Note(LinkKind link, bool sent, ReadOnlySpan<byte> bytes);
}
