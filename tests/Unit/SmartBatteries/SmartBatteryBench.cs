using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.VirtualTester;
using MacNet.VirtualTester;

namespace MacNet.Tests.Unit.SmartBatteries;

/// <summary>A session with a virtual tester, both on a clock that runs while something is awaited, and on sockets.</summary>
internal sealed class SmartBatteryBench : IDisposable
{
    private readonly ManualTime time = new();

    public SmartBatteryBench(LinkKind protocol = LinkKind.Json)
    {
        Tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 14, TimeProvider = time });
        Tester.Channels[1].Cell.Capacity = 2;
        Tester.Channels[1].Cell.StateOfCharge = 0.5;
        Session = InTime(MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = Tester.Address.ToString(),
            Protocol = protocol,
            JsonPort = Tester.JsonPort,
            BinaryPort = Tester.BinaryPort,
            UdpPort = Tester.UdpPort,
            Clock = time,
            RequestTimeout = TimeSpan.FromDays(1),
            ConnectTimeout = TimeSpan.FromDays(1),
        }));
    }

    public SimulatedTester Tester { get; }

    public MaccorSession Session { get; }

    /// <summary>Waits for a task while the clock runs, some twenty times as fast as the real one.</summary>
    public T InTime<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            time.AdvanceSeconds(0.02);
            Thread.Sleep(1);
        }

        return task.GetAwaiter().GetResult();
    }

    public void InTime(Task task) => InTime(Finish(task));

    public void AdvanceSeconds(double seconds) => time.AdvanceSeconds(seconds);

    /// <summary>How many messages something costs.</summary>
    public int CostOf(Action work)
    {
        var before = Session.MessagesSent;
        work();
        return Session.MessagesSent - before;
    }

    public void Dispose()
    {
        Session.Dispose();
        Tester.Dispose();
    }

    private static async Task<bool> Finish(Task task)
    {
        await task;
        return true;
    }
}
