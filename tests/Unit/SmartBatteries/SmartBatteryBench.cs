using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Operations;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;

namespace MacNet.Tests.Unit.SmartBatteries;

/// <summary>A lab whose channels have smart batteries, on a clock that moves when one of its two sides waits for it.</summary>
internal sealed class SmartBatteryBench : IDisposable
{
    private readonly ManualTime time = new();
    private readonly Lab lab;

    public SmartBatteryBench(LinkKind protocol = LinkKind.Json)
    {
        lab = InTime(Lab.OpenAsync(options => (options.Channels, options.Speed, options.TimeProvider) = (14, 1, time), protocol, time));
        Tester.Channels[1].Cell.Capacity = 2;
        Tester.Channels[1].Cell.StateOfCharge = 0.5;
    }

    public SimulatedTester Tester => lab.Tester;

    public MaccorSession Session => lab.Session;

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

    public void Dispose() => lab.Dispose();
}
