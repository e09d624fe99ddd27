using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Options;

namespace MacNet.Benchmarks;

/// <summary>
/// Eight cells in control loops at 1 Hz on a tester that takes 34 ms for a message, as a real one does: how many turns are missed.
/// </summary>
internal static class ManyCells
{
    private const int Channels = 8;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    internal static async Task RunAsync()
    {
        var options = new VirtualTesterOptions { Channels = Channels };
        using var tester = SimulatedTester.Start(options);
        using var session = await MaccorSession.ConnectAsync(
            new MaccorSessionOptions { ComputerName = "127.0.0.1", JsonPort = tester.JsonPort, BinaryPort = tester.BinaryPort });
        var limits = new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 2, DischargeCurrent = 2 };
        for (var channel = 1; channel <= Channels; channel++)
            await session.StartDirectControlAsync(channel, new DirectControlStart { SafetyLimit = limits });
        options.ServiceTime = TimeSpan.FromMilliseconds(34);
        await RunAsync(session, "(4, 7) for each", null);
        await RunAsync(session, "one sweep for all", new ChannelSweep(session, Enumerable.Range(1, Channels)));
    }

    private static async Task RunAsync(MaccorSession session, string reading, ChannelSweep? sweep)
    {
        var messages = session.MessagesSent;
        var ends = await new ControlLoops([.. Enumerable.Range(1, Channels).Select(channel => Loop(session, channel, sweep))]).RunAsync();
        Console.WriteLine(FormattableString.Invariant(
            $"{reading}: {Channels} channels at 1 Hz for {Duration.TotalSeconds} s, {ends.Sum(end => end.Loop.Turn)} turns, ")
            + FormattableString.Invariant(
            $"{ends.Sum(end => end.Loop.MissedTurns)} missed, {ends.Count(end => end.Problem is not null)} failed, {session.MessagesSent - messages} messages"));
    }

    private static DirectControlLoop Loop(MaccorSession session, int channel, ChannelSweep? sweep) => new(session, channel)
    {
        Duration = Duration,
        Sweep = sweep,
        Decide = (status, _) => Task.FromResult<DirectControlOutput?>(new() { Current = status.Voltage < 4 ? 1 : 0.5f }),
    };
}
