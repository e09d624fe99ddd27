using System.Net;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>Makes a session's connections to its tester, numbers them, and counts what is asked over all of them.</summary>
internal sealed class ConnectionFactory(MaccorSessionOptions options, string sessionName)
{
    private readonly ReplyIds ids = new();
    private int connections;
    private int messages;

    internal MaccorSessionOptions Options => options;

    internal string SessionName => sessionName;

    /// <summary>What the tester consists of (1, 2), as it said when the session began; null where it has not yet.</summary>
    internal GeneralReply? Tester { get; set; }

    /// <summary>The address at which the tester was last reached.</summary>
    internal IPAddress? RemoteAddress { get; set; }

    /// <summary>How many requests went out, logins included.</summary>
    internal int Messages => Volatile.Read(ref messages);

    /// <summary>A connection for JSON.</summary>
    internal TesterConnection NewJsonConnection() => new(new JsonConnection(Address(LinkKind.Json, options.JsonPort)), this);

    /// <summary>A connection for binary messages: over UDP where the session is to use that, else over TCP.</summary>
    internal TesterConnection NewBinaryConnection() => new(MakeBinary(), this);

    /// <summary>What the tester takes for a message.</summary>
    internal MessageTimes MessageTimes { get; } = new();

    /// <summary>How long the tester lets a connection live.</summary>
    internal ConnectionLives Lives { get; } = new();

    internal void CountMessage() => Interlocked.Increment(ref messages);

    private Connection MakeBinary() => options.Protocol == LinkKind.Udp
        ? new UdpConnection(Address(LinkKind.Udp, options.UdpPort))
        : new BinaryConnection(Address(LinkKind.Binary, options.BinaryPort));

    private ConnectionAddress Address(LinkKind kind, int port) =>
        new(kind, options.ComputerName, port, Interlocked.Increment(ref connections), ids, options.Trace);
}
