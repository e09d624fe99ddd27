using MacNet.Simulator;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public class CommandLineTests
{
    [Fact]
    public void A_trace_can_be_replayed()
    {
        var line = CommandLine.Parse(["--replay", "tester1.trace", "--replay-session", "tester1"]);

        Assert.Equal(("tester1.trace", "tester1"), (line.Tester.ReplayFile, line.Tester.ReplaySession));
    }

    [Fact]
    public void Options_become_what_they_say()
    {
        var line = CommandLine.Parse(
            ["--channels", "64", "--speed", "60.5", "--bind", "0.0.0.0", "--json-port", "0", "--user", "Robin:a:b", "--service-time", "34",
             "--fault", "wrong-id:3", "--verbose"]);

        var options = line.Tester;
        Assert.Equal((64, 60.5, "0.0.0.0", 0, 57560), (options.Channels, options.Speed, options.Address.ToString(), options.JsonPort, options.BinaryPort));
        Assert.Equal("a:b", options.Users["Robin"]);
        Assert.Equal(TimeSpan.FromMilliseconds(34), options.ServiceTime);
        Assert.Equal(("wrong-id", 3), (Assert.Single(line.Faults).Fault.Name, line.Faults[0].Count));
        Assert.True(line.IsVerbose);
    }

    [Theory]
    [InlineData("'--chanels' is not an option. --help shows them.", "--chanels", "4")]
    [InlineData("--channels needs N.", "--channels")]
    [InlineData("--channels cannot be 'four': number of channels, 1 to 1024.", "--channels", "four")]
    [InlineData("--speed cannot be '-1': simulated seconds per real second.", "--speed", "-1")]
    [InlineData("--user cannot be 'Robin': a user who may log in; with any, all must.", "--user", "Robin")]
    [InlineData("--system-type cannot be '256': type of the tester; only 0 has direct mode.", "--system-type", "256")]
    public void What_cannot_be_understood_is_said(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => CommandLine.Parse(arguments)).Message);

    [Fact]
    public void Help_tells_every_option_within_a_terminal()
    {
        var line = CommandLine.Parse(["--help"]);

        Assert.True(line.WantsHelp);
        Assert.Contains("--service-time MS", line.Help, StringComparison.Ordinal);
        Assert.All(line.Help.Split('\n').Where(text => !text.Contains("--fault", StringComparison.Ordinal)), text => Assert.InRange(text.Length, 0, 110));
    }
}
