using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Operations;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>A session with a virtual tester that fails. Pauses are over at once, so trying again takes no time.</summary>
internal sealed class FailureBench : IDisposable
{
    private float lastValue;

    private FailureBench(Lab lab) => Lab = lab;

    public Lab Lab { get; }

    public SimulatedTester Tester => Lab.Tester;

    public MaccorSession Session => Lab.Session;

    public FaultPlan Faults => Tester.Faults;

    public static async Task<FailureBench> OpenAsync(LinkKind protocol = LinkKind.Json, Action<VirtualTesterOptions>? change = null) =>
        new(await Lab.OpenAsync(change, protocol, new LeapingTime(longestLeapMs: 300)));

    public int CountOf(Function function) => Tester.Requests.CountOf(function);

    /// <summary>Reads channel 3 by (4, 7).</summary>
    public Task<ChannelStatus> ReadAsync(CancellationToken cancellation = default) => Session.ReadStatusAsync(3, cancellation);

    /// <summary>Sets VAR2 of channel 3 to a value that it never had before.</summary>
    public Task CommandAsync(CancellationToken cancellation = default) => Session.CommandAsync(
        Functions.SetVariable, new VariableRequest { Channel = 3, Number = 2, Value = ++lastValue }, cancellation);

    /// <summary>The next read and the next command work, each with one message.</summary>
    public async Task AssertUsableAsync()
    {
        Faults.Clear();
        // A new connection asks for more than that.
        await ReadAsync();
        Tester.Requests.Clear();
        var status = await ReadAsync();
        Assert.Equal((float)Tester.Channels[3].Read().Voltage, status.Voltage);
        await CommandAsync();
        Assert.Equal(lastValue, Tester.Channels[3].Variables[1]);
        Assert.Equal("4,7 6,9", Lab.Asked);
    }

    public void Dispose() => Lab.Dispose();
}
