using MacNet.Data;
using MacNet.Data.Live;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.VirtualTester;

namespace MacNet.Tests.Browser;

/// <summary>A virtual tester with a session.</summary>
internal sealed record Bench(SimulatedTester Tester, MaccorSession Session) : IDisposable
{
    private static readonly SafetyLimits Limits = new() { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 3, DischargeCurrent = 3 };

    internal Task StartAsync(int channel, string test, string procedure = "CCCV charge") =>
        Session.StartTestAsync(new TestStart(channel, new TestPlan { TestName = test, Procedure = procedure }) { Limits = Limits });

    internal Task<LogReading> ReadAsync(int channel) => Session.ReadDetailsAsync(channel);

    internal async Task<LogReading[]> SweepAsync() =>
        [.. (await Session.ReadReadingsAsync(null)).Select(reading => reading.ToLogReading())];

    public void Dispose()
    {
        Session.Dispose();
        Tester.Dispose();
    }
}
