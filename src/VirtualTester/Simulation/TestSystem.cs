using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Computer;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.Procedures;
using MacNet.VirtualTester.Starting;

namespace MacNet.VirtualTester.Simulation;

/// <summary>The tester behind the network: channels, cells, procedures, files and a clock. It moves only when it is looked at.</summary>
public sealed class TestSystem
{
    private readonly TesterComputer computer;
    private readonly Queue<string> checkDetails = new();

    internal TestSystem(VirtualTesterOptions options)
    {
        computer = new TesterComputer(options);
        ArchiveWhatWasActive();
        Procedures = new ProcedureLibrary(Files);
        Procedures.AddBuiltIn();
        if (options.ProcedureFolder is { } procedures)
            Procedures.AddFolder(procedures);
        var random = new Random(options.Seed);
        var factory = new ChannelFactory(computer, random);
        Channels = new ChannelCollection(Enumerable.Range(1, options.Channels).Select(factory.Make));
        Naming = new TestNaming(Files, random);
        Starter = new TestStarter(computer, Procedures, Channels, Naming);
        AdvancedStarter = new AdvancedStarter(computer, Channels, Naming, Starter);
        Log("System started.");
    }

    /// <summary>What the tester was made with.</summary>
    public VirtualTesterOptions Options => computer.Options;

    /// <summary>The tester's time.</summary>
    public SimulatedClock Clock => computer.Clock;

    /// <summary>The channels, counted from 1.</summary>
    public ChannelCollection Channels { get; }

    /// <summary>The tester's files.</summary>
    public FileStore Files => computer.Files;

    /// <summary>The tester's procedures.</summary>
    public ProcedureLibrary Procedures { get; }

    /// <summary>Global flags, as (5, 1) sets them.</summary>
    public uint GlobalFlags { get; set; }

    /// <summary>Simulated seconds per real second.</summary>
    public double Speed
    {
        get => Clock.Speed;
        set
        {
            if (!(value >= 0) || double.IsInfinity(value))
                throw new ArgumentOutOfRangeException(nameof(value), value, "The speed is a number from 0.");
            lock (Gate)
            {
                foreach (var channel in Channels)
                    channel.Advance();
                Clock.Speed = value;
            }
        }
    }

    /// <summary>Held by whoever looks at or changes the tester.</summary>
    internal object Gate => computer.Gate;

    internal TestNaming Naming { get; }

    internal TestStarter Starter { get; }

    internal AdvancedStarter AdvancedStarter { get; }

    internal (int Code, string Details) Check(Channel channel, TestOrder start)
    {
        var (code, details) = Starter.Check(channel, start);
        foreach (var sentence in details)
            checkDetails.Enqueue(sentence);
        return (code, string.Join(" ", details));
    }

    /// <summary>The next sentence about failed checks, or nothing.</summary>
    internal string NextCheckDetail() => checkDetails.Count > 0 ? checkDetails.Dequeue() : "";

    internal void LosePower()
    {
        Log("Power failure.");
        foreach (var channel in Channels)
            channel.LosePower();
    }

    internal void Log(string text) => computer.Log(text);

    // Tests of an earlier run are on no channel any more.
    private void ArchiveWhatWasActive()
    {
        foreach (var file in Files.List(FileFolder.Active))
            Files.Move(FileFolder.Active, FileFolder.Archive, file.Name);
    }
}
