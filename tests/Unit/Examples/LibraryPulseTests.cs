using System.Net;
using System.Text.RegularExpressions;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Tests.Unit.Module;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Examples;

/// <summary>The program of the library's README, as a person would run it.</summary>
public class LibraryPulseTests
{
    // At MacNet's own ports, as the program knows no others, and at an address where nobody else has them.
    private const string Computer = "127.0.0.57";

    [Fact]
    public void The_readme_shows_the_program_as_it_is()
    {
        var program = File.ReadAllText(Path.Combine(TheModule.Root, "examples/LibraryPulse/Program.cs"));

        Assert.Contains(
            $"```csharp\n{program}```", File.ReadAllText(Path.Combine(TheModule.Root, "src/Protocol/README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_the_resistance_of_a_cell_and_leaves_it_at_rest()
    {
        Platform.NeedsSecondAddress();
        using var tester = SimulatedTester.Start(new VirtualTesterOptions
        {
            Address = IPAddress.Parse(Computer),
            JsonPort = MaccorSessionOptions.DefaultJsonPort,
            BinaryPort = MaccorSessionOptions.DefaultBinaryPort,
            Channels = 4,
        });
        tester.Channels[3].Cell.SeriesResistance = 0.05;

        var (shown, problems, exitCode) = await BuiltProgram.RunAsync("LibraryPulse", Computer, "3");

        Assert.Equal(("", 0), (problems, exitCode));
        var resistance = double.Parse(
            Regex.Match(shown, @"^([\d.]+) mΩ").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(resistance, 50, 60);
        Assert.Equal((ChannelState.Suspended, 0), (tester.Channels[3].Read().Stat, tester.Channels[3].DrivenCurrent));
    }

    [Fact]
    public async Task It_says_what_is_wrong()
    {
        var (_, problems, exitCode) = await BuiltProgram.RunAsync("LibraryPulse", "no.such.computer.invalid", "3");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Tester 'no.such.computer.invalid'", problems, StringComparison.Ordinal);
    }
}
