using MacNet.Protocol.Transport;
using MacNet.VirtualTester.Files;

namespace MacNet.VirtualTester.Handlers;

/// <summary>What the tester remembers of a client: per TCP connection, or per address of a UDP client.</summary>
internal sealed class ClientConnection(LinkKind link, int number)
{
    public LinkKind Link => link;

    public int Number => number;

    public string? User { get; set; }

    /// <summary>The list built by (1, 5), and how far it has been given.</summary>
    public IReadOnlyList<StoredFile> Listing { get; set; } = [];

    public int Listed { get; set; }

    /// <summary>The file that (1, 6) or (1, 7) is carrying.</summary>
    public ClientTransfer? Transfer { get; set; }
}
