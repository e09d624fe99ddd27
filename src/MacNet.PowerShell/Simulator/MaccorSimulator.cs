using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

namespace MacNet.PowerShell.Simulator;

/// <summary>A virtual tester running in this process. It binds to Connect-Maccor's parameters.</summary>
public sealed class MaccorSimulator
{
    private static readonly object Gate = new();
    private static readonly List<MaccorSimulator> All = [];

    private readonly Maker maker = new();

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

    internal static IReadOnlyList<MaccorSimulator> Running
    {
        get
        {
            lock (Gate)
                return [.. All];
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Starts one, named by number unless a name is given.</summary>
    /// <returns>It, or null where there is one of that name.</returns>
    internal static MaccorSimulator? Start(string? name, VirtualTesterOptions options)
    {
        lock (Gate)
        {
            if (name is not null && IsTaken(name))
                return null;
            var known = name ?? FreeName();
            // As in a laboratory: testers are told apart by what they call themselves.
            options.SystemId = $"{options.SystemId} {known}";
            var simulator = new MaccorSimulator(known, SimulatedTester.Start(options));
            All.Add(simulator);
            return simulator;
        }
    }

    /// <summary>Those that a name means: the one that has it, or else those that it fits as a pattern.</summary>
    internal static IReadOnlyList<MaccorSimulator> Find(string name) => Running.Named(name, simulator => simulator.Name);

    /// <summary>Stops those that the present runspace started.</summary>
    internal static void StopOwn()
    {
        foreach (var own in Running.Where(simulator => simulator.maker.IsHere))
            own.Stop();
    }

    internal void Stop()
    {
        lock (Gate)
            All.Remove(this);
        Tester.Dispose();
    }

    private static string FreeName() => Enumerable.Range(1, int.MaxValue)
        .Select(number => $"simulator{number}")
        .First(name => !IsTaken(name));

    private static bool IsTaken(string name) => All.Exists(other => NameSearch.IsSame(other.Name, name));
}
