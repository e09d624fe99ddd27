using MacNet.Protocol.Transport;

namespace MacNet.VirtualTester.Faults;

/// <summary>A reply on its way out, and what happens to it there.</summary>
internal sealed class Delivery(byte[] bytes, LinkKind link)
{
    public LinkKind Link => link;

    public byte[] Bytes { get; set; } = bytes;

    public bool Silent { get; set; }

    public TimeSpan Delay { get; set; }

    public bool Twice { get; set; }

    public int PieceSize { get; set; } = int.MaxValue;

    public TimeSpan Gap { get; set; }

    /// <summary>How many bytes are sent before the connection is closed; null for all, and it stays.</summary>
    public int? CutAfter { get; set; }

    public bool Endless { get; set; }

    public bool StrangerFirst { get; set; }

    public IEnumerable<byte[]> Pieces()
    {
        // Two datagrams, but one piece of a stream.
        if (Twice && Link == LinkKind.Udp)
            return [Bytes, Bytes];
        byte[] sent = Twice ? [.. Bytes, .. Bytes] : Bytes;
        return Cut(sent, Math.Min(CutAfter ?? sent.Length, sent.Length));
    }

    private IEnumerable<byte[]> Cut(byte[] sent, int end)
    {
        for (var start = 0; start < end; start += PieceSize)
        {
            var length = Math.Min(PieceSize, end - start);
            yield return sent.AsSpan(start, length).ToArray();
            if (length == end - start)
                yield break;
        }
    }
}
