using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

namespace MacNet.PowerShell.Simulator;

/// <summary>A virtual tester running in this process. It binds to Connect-Maccor's parameters.</summary>
public sealed class MaccorSimulator
{
    private static readonly SharedList<MaccorSimulator> Simulators = new();

    private readonly OwnerRunspace owner = new();

    private MaccorSimulator(string name, SimulatedTester tester)
    {
        Name = name;
        Tester = tester;
    }

    /// <summary>What it is called, and what a session with it is called unless told otherwise.</summary>
    public string Name { get; }

    /// <summary>The address it listens at.</summary>
    public string ComputerName => Tester.Address.ToString();

    /// <summary>The port of JSON over TCP.</summary>
    public int JsonPort => Tester.JsonPort;

    /// <summary>The port of binary messages over TCP.</summary>
    public int BinaryPort => Tester.BinaryPort;

    /// <summary>The port of binary messages over UDP.</summary>
    public int UdpPort => Tester.UdpPort;

    /// <summary>Number of channels.</summary>
    public int ChannelCount => Tester.System.Options.Channels;

    /// <summary>Simulated seconds per real second; may be changed while it runs.</summary>
    public double Speed
    {
        get => Tester.Speed;
        set => Tester.Speed = value;
    }

    /// <summary>The tester itself: channels and cells to reach into, faults to plan, requests received.</summary>
    public SimulatedTester Tester { get; }

    internal static IReadOnlyList<MaccorSimulator> Running => Simulators.All;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Starts one, named by number unless a name is given.</summary>
    /// <returns>It, or null where there is one of that name.</returns>
    internal static MaccorSimulator? Start(string? name, VirtualTesterOptions options) => Simulators.Add(others =>
    {
        if (name is not null && others.HasNamed(name, other => other.Name))
            return null;
        var known = name ?? others.FreeName("simulator", other => other.Name);
        // As in a laboratory: testers are told apart by what they call themselves.
        options.SystemId = $"{options.SystemId} {known}";
        return new MaccorSimulator(known, SimulatedTester.Start(options));
    });

    /// <summary>Those that a name means: the one that has it, or else those that it fits as a pattern.</summary>
    internal static IReadOnlyList<MaccorSimulator> Find(string name) => Running.Named(name, simulator => simulator.Name);

    /// <summary>Stops those that the present runspace started.</summary>
    internal static void StopOwn()
    {
        foreach (var own in Running.Where(simulator => simulator.owner.IsHere))
            own.Stop();
    }

    internal void Stop()
    {
        Simulators.Remove(this);
        Tester.Dispose();
    }
}
