using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.Simulation;
using MacNet.VirtualTester.Starting;

namespace MacNet.Tests.Unit.VirtualTester;

/// <summary>A virtual tester without sockets whose time is in the test's hands.</summary>
internal sealed class Bench
{
    public Bench(Action<VirtualTesterOptions>? change = null)
    {
        var options = new VirtualTesterOptions { Channels = 4, TimeProvider = Time, TransitionTime = default };
        change?.Invoke(options);
        System = new TestSystem(options);
        foreach (var channel in System.Channels)
        {
            channel.Cell.Capacity = 2;
            channel.Cell.StateOfCharge = 0.5;
            channel.Cell.SeriesResistance = 0.03;
        }
    }

    public ManualTime Time { get; } = new();

    public TestSystem System { get; }

    public Channel One => System.Channels[1];

    public ChannelSnapshot Reading => One.Read();

    public static TestOrder Start(string procedure, string name = "Random") => new(name, procedure, "", 1, 0);

    public static DirectSettings Direct(char mode, double current, double voltage = 20, double power = 9999, double resistance = 0) =>
        new(mode, current, voltage, power, resistance, 4);

    public int Run(string procedure, string name = "Random") => System.Starter.Start([One], Start(procedure, name), new());

    public int Run(string procedure, StartOptions options) => System.Starter.Start([One], Start(procedure), options);

    /// <summary>Runs a procedure given as text.</summary>
    public int RunSteps(string steps)
    {
        System.Procedures.Add("Under test", $$"""{ "steps": [ {{steps}} ] }""");
        return Run("Under test");
    }

    public int RunDirect(DirectSettings settings, string name = "Random") =>
        System.Starter.StartDirect(One, name, settings, new(0, 0, 0));

    public ChannelSnapshot After(double seconds)
    {
        Time.AdvanceSeconds(seconds);
        return Reading;
    }
}
