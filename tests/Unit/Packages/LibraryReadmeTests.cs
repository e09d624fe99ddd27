using System.Text.RegularExpressions;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Tests.Unit.Module;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Packages;

/// <summary>The library's README shows code that compiles and runs: this file's.</summary>
public partial class LibraryReadmeTests
{
    [Fact]
    public async Task The_readme_shows_code_that_runs()
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 4 });
        var output = new StringWriter();
        await SampleAsync(tester, output);
        Assert.StartsWith("  1 Available", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Cycle 0, step ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_shows_that_code()
    {
        var readme = File.ReadAllText(Path.Combine(TheModule.Root, "src", "Protocol", "README.md"));
        var shown = CodeBlock().Match(readme).Groups[1].Value;
        var file = File.ReadAllText(Path.Combine(TheModule.Root, "tests", "Unit", "Packages", "LibraryReadmeTests.cs"));
        foreach (var line in shown.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
            Assert.Contains(
                line.Replace("ComputerName = \"tester1\"", "ComputerName = \"127.0.0.1\", JsonPort = tester.JsonPort", StringComparison.Ordinal),
                file,
                StringComparison.Ordinal);
    }

    private static async Task SampleAsync(SimulatedTester tester, TextWriter Console)
    {
        using var session = await MaccorSession.ConnectAsync(new MaccorSessionOptions { ComputerName = "127.0.0.1", JsonPort = tester.JsonPort });

        foreach (var reading in await session.ReadReadingsAsync())
            Console.WriteLine($"{reading.Channel,3} {reading.State,-10} {reading.Voltage:0.000} V {reading.SignedCurrent:0.000} A");

        var status = await session.ReadStatusAsync(channel: 3);
        Console.WriteLine($"Cycle {status.Cycle}, step {status.Step}, {status.Capacity:0.000} Ah");
    }

    [GeneratedRegex("```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
