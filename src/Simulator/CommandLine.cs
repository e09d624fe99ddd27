using System.Globalization;
using System.Net;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;

namespace MacNet.Simulator;

/// <summary>What the command line says.</summary>
internal sealed class CommandLine
{
    private const int DefaultJsonPort = 57570;
    private const int DefaultBinaryPort = 57560;
    private const int DefaultUdpPort = 57550;

    private readonly IReadOnlyList<Option> options;

    private CommandLine() => options =
    [
        new("--channels", "N", "number of channels, 1 to 1024", value => Tester.Channels = Whole(value)),
        new("--speed", "X", "simulated seconds per real second", value => Tester.Speed = Number(value)),
        new("--capacity", "AH", "capacity of the cells in Ah", value => Tester.CellCapacity = Number(value)),
        new("--seed", "N", "makes cells and random names come out the same again", value => Tester.Seed = Whole(value)),
        new("--procedures", "FOLDER", "procedures (*.json) beside those built in", value => Tester.ProcedureFolder = value),
        new("--files", "FOLDER", "keeps the tester's files there, not in memory", value => Tester.FileFolder = value),
        new("--bind", "ADDRESS", "address to listen at; 0.0.0.0 lets other machines in", value => Tester.Address = Address(value)),
        new("--json-port", "PORT", "TCP port for JSON; 0 takes any free one", value => Tester.JsonPort = Whole(value)),
        new("--binary-port", "PORT", "TCP port for binary messages; 0 takes any free one", value => Tester.BinaryPort = Whole(value)),
        new("--udp-port", "PORT", "UDP port for binary messages; 0 takes any free one", value => Tester.UdpPort = Whole(value)),
        new("--user", "NAME:PASSWORD", "a user who may log in; with any, all must", AddUser),
        new("--service-time", "MS", "real time that every message takes; a real tester needs 34", value => Tester.ServiceTime = Milliseconds(value)),
        new("--watchdog", "S", "suspends direct mode that is not updated for so long", value => Tester.DirectModeWatchdog = Seconds(value)),
        new("--system-id", "NAME", "the tester's own name", value => Tester.SystemId = value),
        new("--system-type", "N", "type of the tester; only 0 has direct mode", value => Tester.SystemType = checked((byte)Whole(value))),
        new("--fault", "NAME[:COUNT]", $"spoils the first replies: {string.Join(", ", Fault.Plain)}", AddFault),
        new("--replay", "FILE", "answers from a trace (Connect-Maccor -TracePath), not from simulated cells", value => Tester.ReplayFile = value),
        new("--replay-session", "NAME", "the session to replay, where the trace has several", value => Tester.ReplaySession = value),
        new("--verbose", null, "shows every message", _ => IsVerbose = true),
        new("--help", null, "shows this", _ => WantsHelp = true),
    ];

    public VirtualTesterOptions Tester { get; } = new()
    {
        JsonPort = DefaultJsonPort,
        BinaryPort = DefaultBinaryPort,
        UdpPort = DefaultUdpPort,
    };

    public List<(Fault Fault, int Count)> Faults { get; } = [];

    public bool IsVerbose { get; private set; }

    public bool WantsHelp { get; private set; }

    public string Help
    {
        get
        {
            var lines = options.Select(option => $"  {option.Usage,-24} {option.Text}");
            return $"""
                A virtual Maccor tester: serves MacNet from simulated cells until Ctrl+C.

                Usage: macnet-simulator [options]

                {string.Join(Environment.NewLine, lines)}

                Without ports it listens at those of a real tester: {DefaultJsonPort} (JSON), {DefaultBinaryPort} (binary), {DefaultUdpPort} (UDP).
                """;
        }
    }

    /// <exception cref="FormatException">What is wrong with the arguments.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Count; i++)
        {
            var option = line.options.FirstOrDefault(known => known.Name == arguments[i])
                ?? throw new FormatException($"'{arguments[i]}' is not an option. --help shows them.");
            if (option.Argument is not null && ++i == arguments.Count)
                throw new FormatException($"{option.Name} needs {option.Argument}.");
            Take(option, arguments[i]);
        }

        return line;
    }

    private static void Take(Option option, string value)
    {
        try
        {
            option.Take(value);
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
            throw new FormatException($"{option.Name} cannot be '{value}': {option.Text}.", problem);
        }
    }

    private void AddUser(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
            throw new FormatException("There is no colon between name and password.");
        Tester.Users[value[..colon]] = value[(colon + 1)..];
    }

    private void AddFault(string value)
    {
        var parts = value.Split(':', 2);
        var fault = Fault.Plain.FirstOrDefault(known => known.Name == parts[0])
            ?? throw new FormatException("There is no such fault.");
        Faults.Add((fault, parts.Length > 1 ? Whole(parts[1]) : 1));
    }

    private static int Whole(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(string value) => double.Parse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static TimeSpan Seconds(string value) => TimeSpan.FromSeconds(Number(value));

    private static TimeSpan Milliseconds(string value) => TimeSpan.FromMilliseconds(Number(value));

    private static IPAddress Address(string value) => IPAddress.Parse(value);

    private sealed record Option(string Name, string? Argument, string Text, Action<string> Take)
    {
        public string Usage => Argument is null ? Name : $"{Name} {Argument}";
    }
}
