using System.Diagnostics;
using MacNet.Protocol.Messages;
using MacNet.VirtualTester;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>What is counted here is the whole process's, so nothing else may run meanwhile.</summary>
[Collection(Alone)]
public class ManyConnectionsTests
{
    private const string Alone = "Many connections";

    [Fact]
    public async Task A_thousand_connections_leave_nothing_behind()
    {
        Platform.NeedsOpenFilesListed();
        using var tester = SimulatedTester.Start();
        await ConnectAndReadAsync(tester);
        var files = OpenFiles();
        var threads = Process.GetCurrentProcess().Threads.Count;

        for (var i = 0; i < 1000; i++)
            await ConnectAndReadAsync(tester);

        Assert.Equal(0, await tester.ConnectionsLeftAsync());
        // The runtime has some of its own, which come and go.
        Assert.InRange(OpenFiles() - files, -1000, 100);
        Assert.InRange(Process.GetCurrentProcess().Threads.Count - threads, -1000, 100);
    }

    private static async Task ConnectAndReadAsync(SimulatedTester tester)
    {
        using var session = await tester.ConnectAsync();
        await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 });
    }

    private static int OpenFiles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public class NothingBeside;
}
