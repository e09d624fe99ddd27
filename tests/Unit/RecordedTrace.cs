using MacNet.Protocol.Transport;

namespace MacNet.Tests.Unit;

/// <summary>A trace kept in memory.</summary>
internal sealed class RecordedTrace : IWireTrace
{
    private readonly List<(LinkKind Link, int Connection, bool Sent, byte[] Bytes)> messages = [];

    public IReadOnlyList<(LinkKind Link, int Connection, bool Sent, byte[] Bytes)> Messages
    {
        get
        {
            lock (messages)
                return [.. messages];
        }
    }

    public void Note(LinkKind link, int connection, bool sent, ReadOnlySpan<byte> bytes)
    {
        lock (messages)
            messages.Add((link, connection, sent, bytes.ToArray()));
    }
}
