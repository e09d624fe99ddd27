using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;

namespace MacNet.Simulator;

/// <summary>What the command line says.</summary>
internal sealed class CommandLine
{
    private const int DefaultJsonPort = 57570;
    private const int DefaultBinaryPort = 57560;
    private const int DefaultUdpPort = 57550;

    private readonly Option<bool> verbose = new("--verbose") { Description = "shows every message" };

    private Option[] Options =>
    [
        Setting("--channels", "N", "number of channels, 1 to 1024", value => Tester.Channels = Whole(value), Tester.Channels),
        Setting("--speed", "X", "simulated seconds per real second", value => Tester.Speed = Number(value), Tester.Speed),
        Setting("--capacity", "AH", "capacity of the cells in Ah", value => Tester.CellCapacity = Number(value), Tester.CellCapacity),
        Words(
            Setting(
                "--capacity-reset",
                "WHEN",
                "when a test's capacity begins anew: direction, or step",
                value => Tester.CapacityReset = Name<CapacityReset>(value),
                Lower(Tester.CapacityReset)),
            Enum.GetValues<CapacityReset>().Select(Lower)),
        Setting(
            "--thermometers",
            "N",
            "how many channels have one, all unless given: the input of another is at -2500 °C",
            value => Tester.Thermometers = Whole(value)),
        Setting("--seed", "N", "makes cells and random names come out the same again", value => Tester.Seed = Whole(value), Tester.Seed),
        Setting("--procedures", "FOLDER", "procedures (*.json) beside those built in", value => Tester.ProcedureFolder = value),
        Setting("--files", "FOLDER", "keeps the tester's files there, not in memory", value => Tester.FileFolder = value),
        Setting("--bind", "ADDRESS", "address to listen at; 0.0.0.0 lets other machines in", value => Tester.Address = Address(value), Tester.Address),
        Setting("--json-port", "PORT", "TCP port for JSON; 0 takes any free one", value => Tester.JsonPort = Whole(value), Tester.JsonPort),
        Setting("--binary-port", "PORT", "TCP port for binary messages; 0 takes any free one", value => Tester.BinaryPort = Whole(value), Tester.BinaryPort),
        Setting("--udp-port", "PORT", "UDP port for binary messages; 0 takes any free one", value => Tester.UdpPort = Whole(value), Tester.UdpPort),
        Setting("--user", "NAME:PASSWORD", "who may log in, as name, colon and password; with any, all must", AddUser),
        Setting(
            "--service-time",
            "MS",
            "real time that every message takes, as with a real tester",
            value => Tester.ServiceTime = Milliseconds(value),
            Tester.ServiceTime.TotalMilliseconds),
        Setting(
            "--transition-time",
            "MS",
            "real time from Start to Active, and in Reset",
            value => Tester.TransitionTime = Milliseconds(value),
            Tester.TransitionTime.TotalMilliseconds),
        Setting(
            "--watchdog",
            "S",
            "suspends direct mode that is not updated for so long; 0 is never",
            value => Tester.DirectModeWatchdog = Seconds(value),
            Tester.DirectModeWatchdog.TotalSeconds),
        Setting("--system-id", "NAME", "the tester's own name", value => Tester.SystemId = value, Tester.SystemId),
        Setting("--system-type", "N", "type of the tester; only 0 has direct mode", value => Tester.SystemType = checked((byte)Whole(value)), Tester.SystemType),
        Words(
            Setting("--fault", "NAME[:COUNT]", $"spoils the first reply, or the first COUNT: {string.Join(", ", Fault.Plain)}", AddFault),
            Fault.Plain.Select(fault => fault.Name)),
        Setting("--replay", "FILE", "answers from a trace (Connect-Maccor -TracePath), not from simulated cells", value => Tester.ReplayFile = value),
        Setting("--replay-session", "NAME", "the session to replay, where the trace has several", value => Tester.ReplaySession = value),
        verbose,
    ];

    public VirtualTesterOptions Tester { get; } = new()
    {
        JsonPort = DefaultJsonPort,
        BinaryPort = DefaultBinaryPort,
        UdpPort = DefaultUdpPort,
        ServiceTime = TimeSpan.FromMilliseconds(34),
    };

    public List<(Fault Fault, int Count)> Faults { get; } = [];

    /// <summary>The command whose options say how the tester is.</summary>
    /// <param name="run">Gets what the command line says, and whether every message is to be shown.</param>
    public static RootCommand For(Action<CommandLine, bool> run)
    {
        var line = new CommandLine();
        var command = new RootCommand(
            "A virtual Maccor tester: serves MacNet from simulated cells until Ctrl+C. Without ports it listens at those of a real tester.");
        foreach (var option in line.Options)
            command.Add(option);
        command.SetAction(result => run(line, result.GetValue(line.verbose)));
        return command;
    }

    /// <summary>What is said where the tester cannot listen as it was told to.</summary>
    public string Explain(SocketException problem) =>
        $"{problem.Message.TrimEnd('.')}: TCP ports {Tester.JsonPort} and {Tester.BinaryPort}, UDP port {Tester.UdpPort}, at {Tester.Address}. "
        + "Choose others with --json-port, --binary-port, --udp-port and --bind; port 0 takes any free one.";

    // Each may be given again: the last one counts, and users and faults add up. The help tells what holds where none is given.
    private static Option<string[]> Setting(string name, string argument, string text, Action<string> take, object? unlessGiven = null)
    {
        var option = new Option<string[]>(name) { HelpName = argument, Description = text, Arity = ArgumentArity.OneOrMore };
        if (unlessGiven is not null)
            option.DefaultValueFactory = _ => [Convert.ToString(unlessGiven, CultureInfo.InvariantCulture)!];
        option.Validators.Add(given => Take(given, text, take));
        return option;
    }

    private static Option<string[]> Words(Option<string[]> option, IEnumerable<string> words)
    {
        option.CompletionSources.Add([.. words]);
        return option;
    }

    private static string Lower(CapacityReset reset) => reset.ToString().ToLowerInvariant();

    private static void Take(OptionResult given, string text, Action<string> take)
    {
        foreach (var token in given.Tokens)
        {
            try
            {
                take(token.Value);
            }
            catch (Exception problem) when (problem is FormatException or OverflowException)
            {
                given.AddError($"{given.Option.Name} cannot be '{token.Value}': {text}.");
            }
        }
    }

    private void AddUser(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
            throw new FormatException();
        Tester.Users[value[..colon]] = value[(colon + 1)..];
    }

    private void AddFault(string value)
    {
        var parts = value.Split(':', 2);
        var fault = Fault.Plain.FirstOrDefault(known => known.Name == parts[0])
            ?? throw new FormatException();
        Faults.Add((fault, parts.Length > 1 ? Whole(parts[1]) : 1));
    }

    private static int Whole(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(string value) => double.Parse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static T Name<T>(string value)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(value, ignoreCase: true)
            : throw new FormatException();

    private static TimeSpan Seconds(string value) => TimeSpan.FromSeconds(Number(value));

    private static TimeSpan Milliseconds(string value) => TimeSpan.FromMilliseconds(Number(value));

    private static IPAddress Address(string value) => IPAddress.Parse(value);
}
