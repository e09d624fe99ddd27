using System.Net;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.Procedures;
using MacNet.VirtualTester.Replay;
using MacNet.VirtualTester.Requests;
using MacNet.VirtualTester.Serving;
using MacNet.VirtualTester.Simulation;

namespace MacNet.VirtualTester;

/// <summary>
/// A virtual tester on the network: it serves MacNet as JSON and binary over TCP and as binary over UDP until it is disposed.
/// </summary>
public sealed class SimulatedTester : IDisposable
{
    private readonly RequestServer server;
    private readonly JsonService json;
    private readonly BinaryService binary;
    private readonly UdpService udp;
    private int connections;

    private SimulatedTester(VirtualTesterOptions options)
    {
        System = new TestSystem(options);
        var script = ScriptOf(options);
        Failures.Failed += (failure, doing) => System.Log($"Failure in {doing}: {failure.GetType().Name}: {failure.Message}");
        server = new RequestServer(System, Faults, Requests, Failures, script);
        json = new JsonService(server, NextConnection);
        binary = new BinaryService(server, NextConnection);
        udp = new UdpService(server, NextConnection);
    }

    /// <summary>The tester behind the network.</summary>
    public TestSystem System { get; }

    /// <summary>What is to go wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The requests that came.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Mistakes of the virtual tester itself: a test that sees one has found a fault here, not in a client.</summary>
    public FailureLog Failures { get; } = new();

    /// <summary>The channels, counted from 1.</summary>
    public ChannelCollection Channels => System.Channels;

    /// <summary>The tester's files.</summary>
    public FileStore Files => System.Files;

    /// <summary>The tester's procedures.</summary>
    public ProcedureLibrary Procedures => System.Procedures;

    /// <summary>Simulated seconds per real second.</summary>
    public double Speed
    {
        get => System.Speed;
        set => System.Speed = value;
    }

    /// <summary>The address it listens at.</summary>
    public IPAddress Address => System.Options.Address;

    /// <summary>TCP port for JSON.</summary>
    public int JsonPort => json.Port;

    /// <summary>TCP port for binary messages.</summary>
    public int BinaryPort => binary.Port;

    /// <summary>UDP port for binary messages.</summary>
    public int UdpPort => udp.Port;

    /// <summary>Number of TCP connections that are open.</summary>
    public int ConnectionCount => json.ClientCount + binary.ClientCount;

    /// <summary>Number of connections that there have been; a UDP client counts as one.</summary>
    public int ConnectionTotal => Volatile.Read(ref connections);

    /// <summary>Fails where no tester could be started so; ports are not tried.</summary>
    /// <exception cref="ArgumentException">An option has a value that no tester has.</exception>
    /// <exception cref="FormatException">The file to replay is no trace, or has several sessions.</exception>
    /// <exception cref="IOException">The trace to replay cannot be read.</exception>
    public static void Check(VirtualTesterOptions options)
    {
        options.Check();
        _ = ScriptOf(options);
    }

    /// <summary>Starts a tester.</summary>
    /// <param name="options">What it is like; null for sixteen channels at normal speed on free ports of this machine.</param>
    /// <returns>The running tester.</returns>
    /// <exception cref="ArgumentException">An option has a value that no tester has.</exception>
    /// <exception cref="FormatException">The file to replay is no trace, or has several sessions.</exception>
    /// <exception cref="IOException">The trace to replay cannot be read.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">A port is in use.</exception>
    public static SimulatedTester Start(VirtualTesterOptions? options = null)
    {
        options ??= new VirtualTesterOptions();
        options.Check();
        var tester = new SimulatedTester(options);
        try
        {
            tester.Open(options.JsonPort, options.BinaryPort, options.UdpPort);
            return tester;
        }
        catch
        {
            tester.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Closes all ports and connections, as a tester does that is switched off. Tests go on in the meantime, and nobody else is given the
    /// TCP ports.
    /// </summary>
    public void StopListening()
    {
        json.Close();
        binary.Close();
        udp.Dispose();
    }

    /// <summary>Opens the same ports again, as a tester does that is switched on.</summary>
    public void StartListening()
    {
        StopListening();
        Open(JsonPort, BinaryPort, UdpPort);
    }

    /// <summary>
    /// Loses power and comes back at once: connections close, nothing is selected, and tests that ran stand in PowerFail.
    /// </summary>
    public void LosePower()
    {
        StopListening();
        System.LosePower();
        StartListening();
    }

    /// <summary>Closes all TCP connections; new ones are accepted.</summary>
    public void DropConnections()
    {
        json.DropClients();
        binary.DropClients();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        binary.Dispose();
        udp.Dispose();
        server.Dispose();
    }

    private void Open(int jsonPort, int binaryPort, int udpPort)
    {
        json.Open(Address, jsonPort);
        binary.Open(Address, binaryPort);
        udp.Open(Address, udpPort);
    }

    private static TraceScript? ScriptOf(VirtualTesterOptions options) =>
        options.ReplayFile is { } trace ? TraceScript.Read(trace, options.ReplaySession) : null;

    private int NextConnection() => Interlocked.Increment(ref connections);
}
