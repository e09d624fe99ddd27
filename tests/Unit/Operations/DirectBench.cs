using System.Text;
using System.Text.RegularExpressions;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.Requests;
using SafetyLimits = MacNet.Protocol.Operations.SafetyLimits;

namespace MacNet.Tests.Unit.Operations;

/// <summary>A lab for direct control of channel 3, on one leaping clock, so that tester and session agree about 100 ms.</summary>
internal sealed class DirectBench : IDisposable
{
    public const int Channel = 3;

    private DirectBench(Lab lab, LeapingTime time) => (Lab, Time) = (lab, time);

    public static SafetyLimits Limits { get; } = new() { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 1, DischargeCurrent = 2 };

    public Lab Lab { get; }

    public LeapingTime Time { get; }

    public MaccorSession Session => Lab.Session;

    public SimulatedTester Tester => Lab.Tester;

    public FaultPlan Faults => Tester.Faults;

    /// <summary>The outputs that the tester was asked for, in order.</summary>
    public DirectOutputRequest[] Outputs => Lab.Requests<DirectOutputRequest>();

    /// <summary>What the tester drives, A: positive when charging.</summary>
    public double Driven
    {
        get
        {
            Tester.Channels[Channel].Read();
            return Tester.Channels[Channel].DrivenCurrent;
        }
    }

    public static async Task<DirectBench> OpenAsync(Action<VirtualTesterOptions>? change = null, LinkKind protocol = LinkKind.Json)
    {
        var time = new LeapingTime(longestLeapMs: 300);
        var lab = await Lab.OpenAsync(
            options =>
            {
                options.TimeProvider = time;
                change?.Invoke(options);
            },
            protocol,
            time);
        return new DirectBench(lab, time);
    }

    /// <summary>A lab whose channel 3 is under direct control, its requests so far forgotten.</summary>
    public static async Task<DirectBench> StartAsync(
        Action<VirtualTesterOptions>? change = null, LinkKind protocol = LinkKind.Json, DirectControlStart? start = null)
    {
        var bench = await OpenAsync(change, protocol);
        await bench.Session.StartDirectControlAsync(Channel, start ?? new DirectControlStart { SafetyLimit = Limits });
        bench.Tester.Requests.Clear();
        return bench;
    }

    /// <summary>A JSON reply with other values of its numbers than the tester has, for the keys that a pattern names.</summary>
    public static Fault Told(string keys, string written) => Fault.ChangeBytes(reply => Encoding.UTF8.GetBytes(
        Regex.Replace(Encoding.UTF8.GetString(reply), $"\"({keys})\": [-+\\d.eE]+", $"\"$1\": {written}")));

    /// <summary>
    /// From now on what the tester does not answer takes the time that is waited for an answer, where nobody waits for anything else.
    /// </summary>
    public void LetSilencePass() => Tester.Requests.Served += (_, request) =>
    {
        if (request.Reply is null)
            Time.AdvanceToNextTimer();
    };

    /// <summary>
    /// One more session with the tester. The sessions do not know of each other's outputs, and the tester wants these apart.
    /// </summary>
    public Task<MaccorSession> ConnectAsync()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            JsonPort = Tester.JsonPort,
            BinaryPort = Tester.BinaryPort,
            Clock = Time,
        });
    }

    public Task SetAsync(float current, float? voltage = null) =>
        Session.SetDirectOutputAsync(Channel, new DirectControlOutput { Current = current, Voltage = voltage });

    public RecordedRequest[] RequestsFor(Function function) => [.. Tester.Requests.All.Where(request => request.Function == function)];

    public ChannelState State => Tester.Channels[Channel].Read().Stat;

    public void Dispose() => Lab.Dispose();
}
