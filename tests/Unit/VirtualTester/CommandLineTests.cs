using System.CommandLine;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MacNet.Simulator;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public class CommandLineTests
{
    private CommandLine? line;
    private bool isVerbose;

    [Fact]
    public void A_trace_can_be_replayed()
    {
        Run("--replay", "tester1.trace", "--replay-session", "tester1");

        Assert.Equal(("tester1.trace", "tester1"), (line!.Tester.ReplayFile, line.Tester.ReplaySession));
    }

    [Fact]
    public void Options_become_what_they_say()
    {
        Run(
            "--channels", "64", "--speed", "60.5", "--bind", "0.0.0.0", "--json-port", "0", "--user", "Robin:a:b", "--service-time", "50",
            "--capacity-reset", "step", "--thermometers", "3", "--fault", "wrong-id:3", "--verbose");

        var options = line!.Tester;
        Assert.Equal(
            (64, 60.5, "0.0.0.0", 0, 57560),
            (options.Channels, options.Speed, options.Address.ToString(), options.JsonPort, options.BinaryPort));
        Assert.Equal("a:b", options.Users["Robin"]);
        Assert.Equal(TimeSpan.FromMilliseconds(50), options.ServiceTime);
        Assert.Equal((CapacityReset.Step, 3), (options.CapacityReset, options.Thermometers));
        Assert.Equal(("wrong-id", 3), (Assert.Single(line.Faults).Fault.Name, line.Faults[0].Count));
        Assert.True(isVerbose);
    }

    [Fact]
    public void A_value_may_stand_after_an_equals_sign()
    {
        Run("--channels=8", "--user=Robin:a", "--user=Kim:b");

        Assert.Equal(8, line!.Tester.Channels);
        Assert.Equal(TimeSpan.FromMilliseconds(34), line.Tester.ServiceTime);
        Assert.Equal(TimeSpan.FromMilliseconds(300), line.Tester.TransitionTime);
        Assert.Equal(["Kim", "Robin"], line.Tester.Users.Keys.Order());
        Assert.False(isVerbose);
    }

    [Theory]
    [InlineData("Required argument missing for option: '--channels'.", "--channels")]
    [InlineData("--channels cannot be 'four': number of channels, 1 to 1024.", "--channels", "four")]
    [InlineData("--channels cannot be 'four': number of channels, 1 to 1024.", "--channels=four")]
    [InlineData("--speed cannot be '-1': simulated seconds per real second.", "--speed", "-1")]
    [InlineData("--capacity-reset cannot be '1': when a test's capacity begins anew: direction, or step.", "--capacity-reset", "1")]
    [InlineData("--user cannot be 'Robin': who may log in, as name, colon and password; with any, all must.", "--user", "Robin")]
    [InlineData("--system-type cannot be '256': type of the tester; only 0 has direct mode.", "--system-type", "256")]
    public void What_cannot_be_understood_is_said(string message, params string[] arguments)
    {
        Assert.Equal(message, Assert.Single(Parse(arguments).Errors).Message);
        Assert.Null(line);
    }

    [Fact]
    public void An_option_that_there_is_not_is_told_with_the_one_that_is_like_it()
    {
        var (status, shown) = Run("--chanels=4");

        Assert.NotEqual(0, status);
        Assert.Contains("Did you mean", shown, StringComparison.Ordinal);
        Assert.Contains("--channels", shown, StringComparison.Ordinal);
        Assert.Null(line);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("--help")]
    public void Help_tells_every_option_within_a_terminal(string option)
    {
        var (status, shown) = Run(option);

        Assert.Equal(0, status);
        Assert.Contains("--service-time <MS>", shown, StringComparison.Ordinal);
        Assert.All(
            shown.Split('\n').Where(text => !text.Contains("--fault", StringComparison.Ordinal) && !text.StartsWith("  A virtual", StringComparison.Ordinal)),
            text => Assert.InRange(text.Length, 0, 110));
    }

    [Fact]
    public void The_version_is_told() => Assert.Matches(@"^\d+\.\d+\.\d+", Run("--version").Shown);

    [Theory]
    [InlineData("--channels <N>", "16")]
    [InlineData("--speed <X>", "1")]
    [InlineData("--capacity-reset <WHEN>", "direction")]
    [InlineData("--bind <ADDRESS>", "127.0.0.1")]
    [InlineData("--json-port <PORT>", "57570")]
    [InlineData("--binary-port <PORT>", "57560")]
    [InlineData("--udp-port <PORT>", "57550")]
    [InlineData("--service-time <MS>", "34")]
    public void Help_tells_what_holds_unless_given(string option, string value) =>
        Assert.Matches($@"{Regex.Escape(option)} .*\[default: {Regex.Escape(value)}\]", Run("--help").Shown);

    [Fact]
    public void Options_are_completed() =>
        Assert.Contains("--channels", Run("[suggest:4]", "--ch").Shown, StringComparison.Ordinal);

    [Theory]
    [InlineData("--capacity-reset ", "direction step")]
    [InlineData("--capacity-reset st", "step")]
    [InlineData("--fault wr", "wrong-channel wrong-class wrong-function wrong-id")]
    [InlineData("--fault ", "deep-nesting disconnect endless error garbage invalid-utf8 lost silence stranger twice wrong-channel "
        + "wrong-class wrong-function wrong-id")]
    public void Values_are_completed_where_they_are_known_words(string text, string words)
    {
        var shown = Run($"[suggest:{text.Length}]", text).Shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(words, string.Join(' ', shown.Where(word => !word.StartsWith('-')).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Ports_that_are_taken_are_told_with_what_chooses_others()
    {
        Run("--json-port", "5000", "--bind", "127.0.0.2");

        var problem = new SocketException((int)SocketError.AddressAlreadyInUse);
        Assert.Equal(
            $"{problem.Message.TrimEnd('.')}: TCP ports 5000 and 57560, UDP port 57550, at 127.0.0.2. "
            + "Choose others with --json-port, --binary-port, --udp-port and --bind; port 0 takes any free one.",
            line!.Explain(problem));
    }

    private ParseResult Parse(params string[] arguments) =>
        CommandLine.For((said, verbose) => (line, isVerbose) = (said, verbose)).Parse(arguments);

    private (int Status, string Shown) Run(params string[] arguments)
    {
        using var shown = new StringWriter();
        var status = Parse(arguments).Invoke(new InvocationConfiguration { Output = shown, Error = shown });
        return (status, shown.ToString());
    }
}
