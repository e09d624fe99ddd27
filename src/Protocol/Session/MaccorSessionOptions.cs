using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Session;

/// <summary>How to reach a tester, and how patient to be.</summary>
public sealed class MaccorSessionOptions
{
    /// <summary>The port of JSON over TCP unless a tester's System.ini says otherwise (MacNet_JSON_Port).</summary>
    public const int DefaultJsonPort = 57570;

    /// <summary>The port of binary over TCP unless a tester's System.ini says otherwise (MacNet_TCP_Port).</summary>
    public const int DefaultBinaryPort = 57560;

    /// <summary>The port of binary over UDP unless a tester's System.ini says otherwise (MacNet_UDP_Port).</summary>
    public const int DefaultUdpPort = 57550;

    /// <summary>The tester's name in the network, or its address.</summary>
    public string ComputerName { get; init; } = "localhost";

    /// <summary>What to call the session; the tester's address unless given.</summary>
    public string? Name { get; init; }

    /// <summary>The port of JSON over TCP.</summary>
    public int JsonPort { get; init; } = DefaultJsonPort;

    /// <summary>The port of binary over TCP.</summary>
    public int BinaryPort { get; init; } = DefaultBinaryPort;

    /// <summary>The port of binary over UDP.</summary>
    public int UdpPort { get; init; } = DefaultUdpPort;

    /// <summary>The way that requests take: JSON, with binary for what needs it; or binary or UDP for everything.</summary>
    public LinkKind Protocol { get; init; } = LinkKind.Json;

    /// <summary>The user to log in as on every connection; null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's password. It crosses the network in clear text.</summary>
    public string? Password { get; init; }

    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a request may take in all once it is its turn, reconnecting and asking again included; waiting for others is not.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sees every message on the wire; null for none.</summary>
    public IWireTrace? Trace { get; init; }

    /// <summary>
    /// Whether the trace is disposed with the session. Unless it is, it is its maker's to dispose, and several sessions may have it.
    /// </summary>
    public bool OwnsTrace { get; init; }

    /// <summary>Is told of each attempt to ask the tester something, in the flow of control that asked; null for nobody.</summary>
    public Action<Exchange>? Exchanged { get; init; }

    /// <summary>The clock of timeouts and pacing.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The sessions that know of each other's cells; one of the session's own, unless given.</summary>
    public SessionGroup Group { get; init; } = new();
}
