using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

namespace MacNet.Tests.Unit.SmartBatteries;

/// <summary>A session with a virtual tester over sockets, both on a clock that moves when one of them waits for it.</summary>
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
        }));
    }

    public SimulatedTester Tester { get; }

    public MaccorSession Session { get; }

    /// <summary>Waits for a task while the clock moves.</summary>
    public T InTime<T>(Task<T> task)
    {
        InTime((Task)task);
        return task.GetAwaiter().GetResult();
    }

    public void InTime(Task task) => time.Pass(task).GetAwaiter().GetResult();

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
}
