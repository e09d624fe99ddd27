using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.VirtualTester;

namespace MacNet.Tests.Unit;

/// <summary>Sessions with virtual testers.</summary>
internal static class Connecting
{
    /// <summary>How to reach a tester of this machine.</summary>
    public static MaccorSessionOptions OptionsFor(
        SimulatedTester tester,
        LinkKind protocol = LinkKind.Json,
        double timeoutSeconds = 30,
        string? user = null,
        string? password = null,
        IWireTrace? trace = null) => new()
        {
            ComputerName = tester.Address.ToString(),
            Name = "bench",
            JsonPort = tester.JsonPort,
            BinaryPort = tester.BinaryPort,
            UdpPort = tester.UdpPort,
            Protocol = protocol,
            RequestTimeout = TimeSpan.FromSeconds(timeoutSeconds),
            ConnectTimeout = TimeSpan.FromSeconds(timeoutSeconds),
            UserName = user,
            Password = password,
            Trace = trace,
        };

    public static Task<MaccorSession> ConnectAsync(
        this SimulatedTester tester,
        LinkKind protocol = LinkKind.Json,
        double timeoutSeconds = 30,
        string? user = null,
        string? password = null,
        IWireTrace? trace = null) =>
        MaccorSession.ConnectAsync(OptionsFor(tester, protocol, timeoutSeconds, user, password, trace));

    /// <summary>Waits until the end of a connection has reached the session.</summary>
    public static async Task WhenItHasNoticedAsync(this MaccorSession session)
    {
        while (session.IsConnected)
            await Task.Delay(1);
    }
}
