using System.Globalization;
using MacNet.VirtualTester;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

/// <summary>The virtual tester as a program that cannot start: it says why, in a line, and ends.</summary>
public class SimulatorProgramTests
{
    private const int WrongUsage = 2;

    [Fact]
    public async Task A_file_that_is_no_trace_is_told()
    {
        var (problems, exitCode) = await RunAsync("--replay", typeof(SimulatorProgramTests).Assembly.Location);

        Assert.Equal(WrongUsage, exitCode);
        Assert.Contains("is none of a trace", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var other = SimulatedTester.Start();
        var port = other.JsonPort.ToString(CultureInfo.InvariantCulture);

        var (problems, exitCode) = await RunAsync("--json-port", port, "--binary-port", "0", "--udp-port", "0");

        Assert.Equal(WrongUsage, exitCode);
        Assert.Contains($": TCP ports {port} and 0, UDP port 0, at 127.0.0.1. ", Assert.Single(problems), StringComparison.Ordinal);
    }

    private static async Task<(string[] Problems, int ExitCode)> RunAsync(params string[] arguments)
    {
        var (_, problems, exitCode) = await BuiltProgram.RunAsync("macnet-simulator", arguments);
        return (problems.Split('\n', StringSplitOptions.RemoveEmptyEntries), exitCode);
    }
}
