using MacNet.Protocol.Transport;

namespace MacNet.PowerShell;

/// <summary>What was asked for when a session was connected: where the same is asked for again, the session serves that too.</summary>
/// <param name="ComputerName">The tester's PC, as given.</param>
/// <param name="Ports">The ports of JSON, binary and UDP.</param>
/// <param name="Protocol">The way that requests take.</param>
/// <param name="Login">User and password, or neither.</param>
/// <param name="Times">How long a request and a connection may take, s.</param>
/// <param name="TracePath">Where messages are recorded, or null.</param>
internal sealed record SessionChoice(
    string ComputerName,
    (int Json, int Binary, int Udp) Ports,
    LinkKind Protocol,
    (string? User, string? Password) Login,
    (double Request, double Connect) Times,
    string? TracePath)
{
    internal int Port => Protocol switch
    {
        LinkKind.Json => Ports.Json,
        LinkKind.Binary => Ports.Binary,
        _ => Ports.Udp,
    };

    /// <summary>Whether another choice makes the same session: a port that its requests do not take makes no difference.</summary>
    internal bool IsSameAs(SessionChoice other) => (this with { Ports = PortsTaken }) == (other with { Ports = other.PortsTaken });

    private (int Json, int Binary, int Udp) PortsTaken => Protocol switch
    {
        LinkKind.Json => (Ports.Json, Ports.Binary, 0),
        LinkKind.Binary => (0, Ports.Binary, 0),
        _ => (0, 0, Ports.Udp),
    };

    // Passwords are shown to nobody.
    public override string ToString() => ComputerName;
}
