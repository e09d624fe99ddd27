using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.Trace;

public sealed class TraceReplayTests : IDisposable
{
    private readonly SimulatedTester tester = SimulatedTester.Start(
        new VirtualTesterOptions { Channels = 5, Speed = 0, TransitionTime = default, SystemId = "Recorded" });
    private readonly string path = Path.GetTempFileName();

    public void Dispose()
    {
        tester.Dispose();
        File.Delete(path);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task A_session_that_is_replayed_finds_what_the_recorded_one_found(LinkKind protocol)
    {
        tester.Files.Write(FileFolder.Archive, "a.001", [.. Enumerable.Range(0, 1200).Select(value => (byte)value)]);
        tester.Files.Write(FileFolder.Archive, "b.002", [1, 2, 3]);
        tester.Channels[3].Select(true);
        async Task<string> LookAsync(SimulatedTester at, IWireTrace? trace)
        {
            using var session = await at.ConnectAsync(protocol, trace: trace, clock: new ManualTime());
            var readings = await session.ReadReadingsAsync();
            tester.Channels[2].Select(true);
            var again = await session.ReadStateAsync(2);
            var names = await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 });
            var files = await session.ListFilesAsync(FileType.Archive);
            using var file = new MemoryStream();
            await session.ReceiveFileAsync(FileType.Archive, "a.001", file);
            return $"""
                {session.SystemId}, {session.ChannelCount}
                {string.Join('\n', readings.Select(reading => $"{reading.Channel} {reading.State} {reading.Voltage} {reading.Current}"))}
                {again} {names.ProcedureName} {names.TestName}
                {string.Join('\n', files.Select(each => $"{each.Name} {each.Size} {each.Date:o}"))}
                {Convert.ToHexString(file.ToArray())}
                """;
        }

        var recorded = await LookAsync(tester, new FileTrace(path, "bench"));
        using var replay = Replay();

        Assert.Equal(recorded, await LookAsync(replay, null));
        Assert.Contains("Recorded, 5", recorded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_request_gets_its_replies_in_their_order_and_the_last_one_from_then_on()
    {
        await RecordAsync(async session =>
        {
            await session.ReadStateAsync(1);
            tester.Channels[1].Select(true);
            await session.ReadStateAsync(1);
        });
        using var replay = Replay();
        using var session = await replay.ConnectAsync();

        Assert.Equal(ChannelState.Available, await session.ReadStateAsync(1));
        Assert.Equal(ChannelState.Selected, await session.ReadStateAsync(1));
        Assert.Equal(ChannelState.Selected, await session.ReadStateAsync(1));
    }

    [Fact]
    public async Task Another_request_of_the_function_gets_a_reply_too_and_another_function_an_error()
    {
        await RecordAsync(session => session.CommandAsync(
            Functions.SetVariable, new VariableRequest { Channel = 2, Number = 1, Value = 1 }));
        using var replay = Replay();
        using var session = await replay.ConnectAsync();

        await session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 2, Number = 3, Value = 7 });
        var problem = await Assert.ThrowsAsync<MaccorErrorReplyException>(() => session.CommandAsync(
            Functions.SetVariable, new VariableRequest { Channel = 3, Number = 1, Value = 1 }));

        Assert.Contains("no reply to such a request", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_without_a_reply_has_none_when_it_is_replayed()
    {
        tester.Faults.Next(Fault.Silence, Functions.SetVariable);
        var time = new ManualTime();
        async Task CommandAsync(SimulatedTester at, MaccorSession session)
        {
            at.Requests.Clear();
            var command = session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 2, Number = 1, Value = 1 });
            await at.TimeOutAsync(time);
            await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => command);
        }

        await RecordAsync(session => CommandAsync(tester, session), clock: time);
        using var replay = Replay();
        using var session = await replay.ConnectAsync(clock: time);

        await CommandAsync(replay, session);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broken_reply_is_broken_when_it_is_replayed(bool wrongId)
    {
        tester.Faults.Next(wrongId ? Fault.WrongId : Fault.Garbage, Functions.SetVariable);
        var request = new VariableRequest { Channel = 2, Number = 1, Value = 1 };
        Task Command(MaccorSession session) =>
            Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => session.CommandAsync(Functions.SetVariable, request));
        await RecordAsync(Command);
        using var replay = Replay();
        using var session = await replay.ConnectAsync();

        await Command(session);
    }

    [Fact]
    public async Task A_login_is_replayed_though_its_password_was_not_recorded()
    {
        tester.System.Options.Users["robin"] = "xxxxyyyy";
        using (await tester.ConnectAsync(user: "robin", password: "xxxxyyyy", trace: new FileTrace(path, "bench")))
        {
        }

        using var replay = Replay();
        using var session = await replay.ConnectAsync(user: "robin", password: "whatever");

        Assert.Equal("Recorded", session.SystemId);
    }

    [Fact]
    public async Task Of_several_sessions_one_is_chosen()
    {
        await RecordAsync(_ => Task.CompletedTask, name: "two");
        tester.System.Options.SystemId = "Other";
        await RecordAsync(_ => Task.CompletedTask, name: "one");

        var problem = Assert.Throws<FormatException>(() => Replay().Dispose());
        using var replay = Replay("two");
        using var session = await replay.ConnectAsync();

        Assert.Contains("'one', 'two'", problem.Message, StringComparison.Ordinal);
        Assert.Equal("Recorded", session.SystemId);
    }

    [Fact]
    public void A_request_too_short_to_be_one_is_told()
    {
        using (var trace = new FileTrace(path, "bench"))
            trace.Note(LinkKind.Binary, 1, sent: true, [1, 2, 3]);

        Assert.Contains("3 bytes", Assert.Throws<FormatException>(() => Replay().Dispose()).Message, StringComparison.Ordinal);
    }

    private async Task RecordAsync(Func<MaccorSession, Task> work, string name = "bench", TimeProvider? clock = null)
    {
        using var session = await tester.ConnectAsync(trace: new FileTrace(path, name), clock: clock);
        await work(session);
    }

    private SimulatedTester Replay(string? session = null) =>
        SimulatedTester.Start(new VirtualTesterOptions { ReplayFile = path, ReplaySession = session });
}
