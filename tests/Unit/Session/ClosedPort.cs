using System.Net;
using System.Net.Sockets;

namespace MacNet.Tests.Unit.Session;

/// <summary>A port that is taken, so that nobody else listens there, and where nobody listens.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Port => ((IPEndPoint)holder.LocalEndPoint!).Port;

    public void Dispose() => holder.Dispose();
}
