using System.Diagnostics;
using System.Globalization;
using MacNet.Protocol.Session;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

namespace MacNet.Benchmarks;

/// <summary>Virtual testers in a process of their own, so that what they cost is not counted.</summary>
internal sealed class TesterProcess : IDisposable
{
    private readonly Process process;

    private TesterProcess(Process process, (int Json, int Binary)[] ports) => (this.process, Ports) = (process, ports);

    internal (int Json, int Binary)[] Ports { get; }

    /// <summary>A session with each of them: tester1, tester2 and so on.</summary>
    internal Task<MaccorSession[]> ConnectAsync() => Task.WhenAll(Ports.Select((ports, i) => MaccorSession.ConnectAsync(
        new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            Name = FormattableString.Invariant($"tester{i + 1}"),
            JsonPort = ports.Json,
            BinaryPort = ports.Binary,
        })));

    internal static TesterProcess Start(int testers, int channels)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            ["testers", $"{testers}", $"{channels}"])
        { RedirectStandardOutput = true, RedirectStandardInput = true };
        var process = Process.Start(start)!;
        return new(process, [.. Enumerable.Range(0, testers).Select(_ => PortsOf(process.StandardOutput.ReadLine()!))]);
    }

    /// <summary>What the process does: it has testers until nothing more is to be read.</summary>
    internal static void Run(int testers, int channels)
    {
        var options = Enumerable.Range(0, testers)
            .Select(_ => new VirtualTesterOptions { Channels = channels, ServiceTime = TimeSpan.FromMilliseconds(34) });
        SimulatedTester[] started = [.. options.Select(SimulatedTester.Start)];
        foreach (var tester in started)
            Console.WriteLine(FormattableString.Invariant($"{tester.JsonPort} {tester.BinaryPort}"));
        Console.In.ReadToEnd();
        foreach (var tester in started)
            tester.Dispose();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static (int Json, int Binary) PortsOf(string line)
    {
        var ports = line.Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (ports[0], ports[1]);
    }
}
