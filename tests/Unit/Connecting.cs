using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
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
        IWireTrace? trace = null,
        TimeProvider? clock = null,
        Action<Exchange>? exchanged = null,
        SessionGroup? group = null) => new()
        {
            ComputerName = tester.Address.ToString(),
            Name = "bench",
            JsonPort = tester.JsonPort,
            BinaryPort = tester.BinaryPort,
            UdpPort = tester.UdpPort,
            Protocol = protocol,
            RequestTimeout = TimeSpan.FromSeconds(timeoutSeconds),
            // However short a request's time is, connecting may take a busy machine longer.
            ConnectTimeout = TimeSpan.FromSeconds(30),
            UserName = user,
            Password = password,
            Trace = trace,
            OwnsTrace = true,
            Clock = clock ?? TimeProvider.System,
            Exchanged = exchanged,
            Group = group ?? new SessionGroup(),
        };

    public static Task<MaccorSession> ConnectAsync(
        this SimulatedTester tester,
        LinkKind protocol = LinkKind.Json,
        double timeoutSeconds = 30,
        string? user = null,
        string? password = null,
        IWireTrace? trace = null,
        TimeProvider? clock = null,
        Action<Exchange>? exchanged = null) =>
        MaccorSession.ConnectAsync(OptionsFor(tester, protocol, timeoutSeconds, user, password, trace, clock, exchanged));

    /// <summary>
    /// Lets the time pass that a request has, once so many have come, of which the tester leaves the last without an answer.
    /// </summary>
    public static async Task TimeOutAsync(this SimulatedTester tester, ManualTime time, int count = 1, double seconds = 30)
    {
        await tester.Requests.WhenCountReaches(count);
        time.AdvanceSeconds(seconds);
    }

    /// <summary>The same with a read, which is asked again after half of its time and a pause.</summary>
    public static async Task TimeOutReadAsync(this SimulatedTester tester, ManualTime time, int count = 1, double seconds = 30)
    {
        await tester.TimeOutAsync(time, count, seconds / 2);
        await time.WhenTimerIsSet();
        time.AdvanceSeconds(0.1);
    }

    /// <summary>How many connections a tester still has when it has had time to notice which have gone.</summary>
    public static async Task<int> ConnectionsLeftAsync(this SimulatedTester tester)
    {
        for (var left = 3000; left > 0 && tester.ConnectionCount > 0; left--)
            await Task.Delay(10);
        return tester.ConnectionCount;
    }

    /// <summary>Waits until the end of a connection has reached the session.</summary>
    public static async Task WhenItHasNoticedAsync(this MaccorSession session)
    {
        while (session.IsConnected)
            await Task.Delay(1);
    }
}
