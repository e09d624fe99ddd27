using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;

namespace MacNet.PowerShell.Connection;

/// <summary>A tester that is remembered under a name: where it is, and how it is spoken to. Passwords are not remembered.</summary>
public sealed class KnownTester
{
    /// <summary>What it is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name or address of its PC.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>The port of JSON over TCP.</summary>
    public int JsonPort { get; init; } = MaccorSessionOptions.DefaultJsonPort;

    /// <summary>The port of binary messages over TCP.</summary>
    public int BinaryPort { get; init; } = MaccorSessionOptions.DefaultBinaryPort;

    /// <summary>The port of binary messages over UDP.</summary>
    public int UdpPort { get; init; } = MaccorSessionOptions.DefaultUdpPort;

    /// <summary>Json, or Binary or Udp for everything.</summary>
    public LinkKind Protocol { get; init; } = LinkKind.Json;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {ComputerName}, {Protocol}";
}
