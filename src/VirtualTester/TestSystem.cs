using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Cells;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Procedures;
using MacNet.VirtualTester.SmartBatteries;

namespace MacNet.VirtualTester;

/// <summary>The tester behind the network: channels, cells, procedures, files and a clock. It moves only when it is looked at.</summary>
public sealed class TestSystem
{
    private readonly Queue<string> checkDetails = new();

    internal TestSystem(VirtualTesterOptions options)
    {
        Options = options;
        Clock = new SimulatedClock(options.TimeProvider, options.Speed);
        Files = options.FileFolder is { } folder
            ? new DirectoryFileStore(folder, () => Clock.TesterTime)
            : new MemoryFileStore(() => Clock.TesterTime);
        ArchiveWhatWasActive();
        Procedures = new ProcedureLibrary(Files);
        Procedures.AddBuiltIn();
        if (options.ProcedureFolder is { } procedures)
            Procedures.AddFolder(procedures);
        var random = new Random(options.Seed);
        Channels = new ChannelCollection(Enumerable.Range(1, options.Channels).Select(number => NewChannel(number, random)).ToList());
        Naming = new TestNaming(Files, random);
        Starter = new TestStarter(this);
        AdvancedStarter = new AdvancedStarter(this, Starter);
        Log("System started.");
    }

    /// <summary>What the tester was made with.</summary>
    public VirtualTesterOptions Options { get; }

    /// <summary>The tester's time.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>The channels, counted from 1.</summary>
    public ChannelCollection Channels { get; }

    /// <summary>The tester's files.</summary>
    public FileStore Files { get; }

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

    // Held by whoever looks at or changes the tester.
    internal object Gate { get; } = new();

    internal TestNaming Naming { get; }

    internal TestStarter Starter { get; }

    internal AdvancedStarter AdvancedStarter { get; }

    internal (CheckCode Code, string Details) Check(Channel channel, TestStart start)
    {
        var (code, details) = Starter.Check(channel, start);
        foreach (var sentence in details)
            checkDetails.Enqueue(sentence);
        return (code, string.Join(" ", details));
    }

    // The next sentence about failed checks, or nothing.
    internal string NextCheckDetail() => checkDetails.Count > 0 ? checkDetails.Dequeue() : "";

    internal void Log(string text) => Files.Append(
        FileFolder.SystemEvents,
        FileRules.SystemEventLog,
        System.Text.Encoding.UTF8.GetBytes($"{Clock.TesterTime:s} {text}\r\n"));

    // Tests of an earlier run are on no channel any more.
    private void ArchiveWhatWasActive()
    {
        foreach (var file in Files.List(FileFolder.Active))
            Files.Move(FileFolder.Active, FileFolder.Archive, file.Name);
    }

    private Channel NewChannel(int number, Random random)
    {
        double Around(double value, double share) => value * (1 + share * (2 * random.NextDouble() - 1));

        var cell = new Cell
        {
            Capacity = Around(Options.CellCapacity, 0.02),
            StateOfCharge = Around(0.5, 0.4),
            SeriesResistance = Around(0.03, 0.1),
            PolarisationResistance = Around(0.02, 0.1),
        };
        var channel = new Channel(this, number, Options.Specification, CalibrationOf(number), cell);
        if (number <= Options.SmartBatteries)
            channel.SmartBattery = new SmartBattery(this, channel);
        return channel;
    }

    private static CalibrationReply CalibrationOf(int number)
    {
        var verified = new DateTime(2024, 3, 1, 9, 0, 0).AddMinutes(10 * number);
        return new CalibrationReply
        {
            Channel = number,
            VoltageCharge = verified,
            VoltageDischarge = verified,
            IR4Charge = verified,
            IR4Discharge = verified,
            IR3Charge = verified,
            IR3Discharge = verified,
            IR2Charge = verified,
            IR2Discharge = verified,
        };
    }
}
