using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>Makes a session's lines to its tester, numbers them, and counts what is asked over all of them.</summary>
internal sealed class Switchboard(MaccorSessionOptions options, string sessionName)
{
    private int lines;
    private int messages;

    internal MaccorSessionOptions Options => options;

    internal string SessionName => sessionName;

    /// <summary>What the tester consists of (1, 2), as it said when the session began; null where it has not yet.</summary>
    internal GeneralReply? Tester { get; set; }

    /// <summary>How many requests went out, logins included.</summary>
    internal int Messages => Volatile.Read(ref messages);

    /// <summary>A line for JSON.</summary>
    internal Line NewJsonLine() => new(new JsonLink(Address(LinkKind.Json, options.JsonPort)), this);

    /// <summary>A line for binary messages: over UDP where the session is to use that, else over TCP.</summary>
    internal Line NewBinaryLine() => new(NewBinaryLink(), this);

    internal void CountMessage() => Interlocked.Increment(ref messages);

    private Link NewBinaryLink() => options.Protocol == LinkKind.Udp
        ? new UdpLink(Address(LinkKind.Udp, options.UdpPort))
        : new BinaryLink(Address(LinkKind.Binary, options.BinaryPort));

    private LinkAddress Address(LinkKind kind, int port) =>
        new(kind, options.ComputerName, port, Interlocked.Increment(ref lines), options.Trace);
}
