using System.Text;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;

namespace MacNet.VirtualTester.Computer;

/// <summary>What all parts of a tester share: settings, time, disk, event log, and the turn to look at or change anything.</summary>
internal sealed class TesterComputer
{
    public TesterComputer(VirtualTesterOptions options)
    {
        Options = options;
        Clock = new SimulatedClock(options.TimeProvider, options.Speed);
        Files = options.FileFolder is { } folder
            ? new DirectoryFileStore(folder, () => Clock.TesterTime)
            : new MemoryFileStore(() => Clock.TesterTime);
    }

    public VirtualTesterOptions Options { get; }

    public SimulatedClock Clock { get; }

    public FileStore Files { get; }

    /// <summary>Held by whoever looks at or changes the tester.</summary>
    public object Gate { get; } = new();

    public void Log(string text) =>
        Files.Append(FileFolder.SystemEvents, FileRules.SystemEventLog, Encoding.UTF8.GetBytes($"{Clock.TesterTime:s} {text}\r\n"));
}
