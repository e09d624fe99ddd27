namespace MacNet.Protocol.Transport;

/// <summary>The three ways to a tester.</summary>
public enum LinkKind : long
{
    /// <summary>JSON-RPC over TCP, port 57570.</summary>
    Json,

    /// <summary>Binary messages over TCP, port 57560.</summary>
    Binary,

    /// <summary>Binary messages over UDP, port 57550.</summary>
    Udp,
}
