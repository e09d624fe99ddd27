using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Operations;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;
using Exchange = MacNet.Protocol.Session.Exchange;

namespace MacNet.Tests.Unit.Session;

/// <summary>
/// What makes a cell safe while something else is without an answer. Session and tester have a clock that only the test moves.
/// </summary>
public sealed class UrgencyTests : IDisposable
{
    private readonly ManualTime time = new();
    private Lab? lab;

    public void Dispose() => lab?.Dispose();

    [Theory]
    [InlineData(LinkKind.Json, 3)]
    [InlineData(LinkKind.Json, 5)]
    [InlineData(LinkKind.Binary, 3)]
    [InlineData(LinkKind.Binary, 5)]
    [InlineData(LinkKind.Binary, 8)]
    [InlineData(LinkKind.Udp, 3)]
    public async Task A_read_without_an_answer_gives_way_after_a_moment_and_is_asked_again(LinkKind protocol, int number)
    {
        await OpenAsync(protocol);
        lab!.Tester.Faults.Next(Fault.Silence, Functions.Status);
        var reading = await ReadSentAsync();
        time.AdvanceSeconds(1.5);

        var safe = MakeSafe(number);
        time.AdvanceSeconds(0.5);
        await safe;
        await reading;

        Assert.Equal($"4,7 6,{number} 1,2 4,7", lab.Asked);
    }

    [Fact]
    public async Task A_read_that_is_answered_within_a_moment_need_not_give_way()
    {
        await OpenAsync();
        lab!.Tester.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(0.4)), Functions.Status);
        var reading = await ReadSentAsync();
        await WhenTheTesterWaitsToo();

        var safe = MakeSafe();
        time.AdvanceSeconds(0.4);
        await reading;
        await safe;

        Assert.Equal("4,7 6,3", lab.Asked);
        Assert.Single(lab.Tester.Requests.All.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task A_read_does_not_give_way_to_what_is_cancelled_meanwhile()
    {
        await OpenAsync();
        lab!.Tester.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(1)), Functions.Status);
        var reading = await ReadSentAsync();
        await WhenTheTesterWaitsToo();
        using var stop = new CancellationTokenSource();

        var safe = MakeSafe(cancellation: stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => safe);
        time.AdvanceSeconds(1);
        await reading;

        Assert.Equal("4,7", lab.Asked);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, 5)]
    [InlineData(2, 8)]
    [InlineData(4, 5)]
    [InlineData(7, 5)]
    [InlineData(9, 5)]
    [InlineData(13, 5)]
    public async Task What_would_drive_a_cell_and_waits_is_dropped_when_that_cell_is_made_safe(int number, int safety)
    {
        await OpenAsync();
        var command = await CommandUnderWayAsync();
        var waiting = Drive(number, channel: 5);

        var safe = MakeSafe(safety);
        time.AdvanceSeconds(0.4);
        await command;
        await safe;

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => waiting);
        Assert.Equal(("Overtaken", 5), (problem.ErrorId, problem.Channel));
        Assert.Equal($"6,9 6,{safety}", lab!.Asked);
    }

    [Fact]
    public async Task A_start_of_all_selected_channels_that_waits_is_dropped_whichever_channel_is_made_safe()
    {
        await OpenAsync();
        var command = await CommandUnderWayAsync();
        var waiting = Drive(2, ChannelMessage.AllSelected);

        var safe = MakeSafe();
        time.AdvanceSeconds(0.4);
        await command;
        await safe;

        Assert.Equal("Overtaken", (await Assert.ThrowsAsync<MaccorStateException>(() => waiting)).ErrorId);
        Assert.Equal("6,9 6,3", lab!.Asked);
    }

    [Fact]
    public async Task What_drives_another_cell_or_is_asked_for_afterwards_is_not_dropped()
    {
        await OpenAsync();
        var command = await CommandUnderWayAsync();
        var other = Drive(9, channel: 6);

        var safe = MakeSafe();
        var afterwards = Drive(9, channel: 5);
        time.AdvanceSeconds(0.4);
        await Task.WhenAll(command, safe, other, afterwards);

        Assert.Equal("6,9 6,3 6,9 6,9", lab!.Asked);
    }

    [Fact]
    public async Task What_would_drive_a_cell_and_waits_is_not_sent_when_the_session_closes()
    {
        await OpenAsync();
        var command = await CommandUnderWayAsync();
        var waiting = Drive(2, channel: 5);

        lab!.Session.Dispose();

        Assert.Equal("SessionClosed", (await Assert.ThrowsAsync<MaccorConnectionException>(() => waiting)).ErrorId);
        await Assert.ThrowsAsync<MaccorConnectionException>(() => command);
        Assert.Equal("6,9", lab.Asked);
    }

    [Theory]
    [InlineData(LinkKind.Json, 3)]
    [InlineData(LinkKind.Binary, 5)]
    [InlineData(LinkKind.Binary, 8)]
    [InlineData(LinkKind.Udp, 8)]
    public async Task A_command_without_an_answer_gives_way_after_a_second_and_its_outcome_is_unknown(LinkKind protocol, int number)
    {
        await OpenAsync(protocol);
        lab!.Tester.Faults.Next(Fault.Silence, Functions.SetVariable);
        var command = Drive(9, channel: 3);
        await lab.Tester.Requests.WhenCountReaches(1);
        time.AdvanceSeconds(0.3);

        var safe = MakeSafe(number);
        time.AdvanceSeconds(0.5);
        await time.WhenTimerIsSet(2);
        time.AdvanceSeconds(0.1);
        Assert.Equal("6,9", lab.Asked);
        Assert.False(command.IsCompleted);
        time.AdvanceSeconds(0.1);
        await safe;

        var problem = await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => command);
        Assert.Contains("made safe", problem.Message, StringComparison.Ordinal);
        Assert.Equal($"6,9 6,{number} 1,2", lab.Asked);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_command_that_is_answered_within_a_second_need_not_give_way(LinkKind protocol)
    {
        await OpenAsync(protocol);
        lab!.Tester.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(0.9)), Functions.SetVariable);
        var command = Drive(9, channel: 3);
        await WhenTheTesterWaitsToo();

        Task[] safe = [MakeSafe(), MakeSafe(5)];
        time.AdvanceSeconds(0.5);
        await time.WhenTimerIsSet(4);
        time.AdvanceSeconds(0.4);
        await command;
        await Task.WhenAll(safe);

        Assert.Equal("6,9 6,3 6,5", lab.Asked);
        Assert.Single(lab.Tester.Requests.All.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task What_makes_a_cell_safe_does_not_give_way()
    {
        await OpenAsync();
        lab!.Tester.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(5)), Functions.Suspend);
        var first = MakeSafe();
        await WhenTheTesterWaitsToo();

        var second = MakeSafe(5);
        time.AdvanceSeconds(4.9);
        Assert.Equal("6,3", lab.Asked);
        time.AdvanceSeconds(0.1);
        await Task.WhenAll(first, second);

        Assert.Single(lab.Tester.Requests.All.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task In_the_pause_before_a_read_is_asked_again_others_are_served()
    {
        await OpenAsync();
        lab!.Tester.Faults.Next(Fault.Garbage, Functions.Status);
        var reading = Read(out var failed);
        await failed;

        await MakeSafe();
        await lab.Session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 3, Number = 1, Value = 7 });
        await time.WhenTimerIsSet();
        time.AdvanceSeconds(0.1);
        await reading;

        Assert.Equal("4,7 6,3 1,2 6,9 4,7", lab.Asked);
    }

    [Fact]
    public async Task A_read_may_give_way_more_often_than_it_may_fail()
    {
        await OpenAsync();
        lab!.Tester.Faults.Next(Fault.Silence, Functions.Status, count: 5);
        var reading = Read();
        for (var times = 1; times <= 5; times++)
        {
            await lab.Tester.Requests.WhenCountReaches(3 * times - 2);
            var safe = MakeSafe();
            time.AdvanceSeconds(0.5);
            await safe;
        }

        await reading;

        Assert.Equal((6, 5), (lab.Tester.Requests.CountOf(Functions.Status), lab.Tester.Requests.CountOf(Functions.Suspend)));
    }

    [Fact]
    public async Task A_read_that_gave_way_ends_in_its_time_in_which_waiting_for_others_does_not_count()
    {
        await OpenAsync();
        lab!.Tester.Faults.Always(Fault.Silence, Functions.Status);
        var reading = await ReadSentAsync();
        lab.Tester.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(8)), Functions.Suspend);
        var safe = MakeSafe();
        time.AdvanceSeconds(0.5);
        await lab.Tester.Requests.WhenCountReaches(2);
        await WhenTheTesterWaitsToo();
        time.AdvanceSeconds(8);
        await safe;

        await lab.Tester.Requests.WhenCountReaches(4);
        // Half of the 9.5 s that are left.
        time.AdvanceSeconds(4.7);
        Assert.False(reading.IsCompleted);
        time.AdvanceSeconds(0.05);
        await PauseAsync(0.1);
        // Half of what is left after that, and then the rest.
        await lab.Tester.TimeOutAsync(time, count: 6, seconds: 2.325);
        await PauseAsync(0.2);
        await lab.Tester.TimeOutAsync(time, count: 8, seconds: 2.125);

        await Assert.ThrowsAsync<MaccorTimeoutException>(() => reading);
        Assert.Equal("4,7 6,3 1,2 4,7 1,2 4,7 1,2 4,7", lab.Asked);
    }

    [Fact]
    public async Task A_read_that_gave_way_can_be_cancelled_while_it_waits_and_what_it_gave_way_to_is_sent_once()
    {
        await OpenAsync();
        lab!.Tester.Faults.SwallowEverything = true;
        using var stop = new CancellationTokenSource();
        var reading = await ReadSentAsync(stop.Token);
        var safe = MakeSafe();
        time.AdvanceSeconds(0.5);
        await lab.Tester.Requests.WhenCountReaches(2);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        time.AdvanceSeconds(10);
        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => safe);

        Assert.Equal("4,7 6,3", lab.Asked);
    }

    [Fact]
    public async Task A_read_that_gave_way_ends_with_the_session()
    {
        await OpenAsync();
        lab!.Tester.Faults.SwallowEverything = true;
        var reading = await ReadSentAsync();
        var safe = MakeSafe();
        time.AdvanceSeconds(0.5);
        await lab.Tester.Requests.WhenCountReaches(2);

        lab.Session.Dispose();

        foreach (var request in (Task[])[reading, safe])
            Assert.Equal("SessionClosed", (await Assert.ThrowsAsync<MaccorConnectionException>(() => request)).ErrorId);
    }

    [Fact]
    public async Task A_rest_waits_no_longer_than_a_moment_for_a_connection_that_is_being_opened()
    {
        var options = new VirtualTesterOptions { Channels = 8, Speed = 0, TransitionTime = default, TimeProvider = time };
        options.Users["robin"] = "red";
        using var tester = SimulatedTester.Start(options);
        using var session = await tester.ConnectAsync(user: "robin", password: "red", clock: time);
        tester.Requests.Clear();
        tester.Faults.Next(Fault.Silence, Functions.Login);
        var asking = session.GetChannelNumberOffsetAsync();
        await tester.Requests.WhenCountReaches(1);

        var rest = session.AskAsync(Functions.SetDirectOutput, new DirectOutputRequest { Channel = 5, Mode = DirectOutputRequest.Rest });
        time.AdvanceSeconds(0.5);
        await rest;

        Assert.NotNull(await asking);
        Assert.Equal("8,1 8,1 6,8 1,2 1,2", string.Join(" ", tester.Requests.All.Select(request => $"{request.Class},{request.Number}")));
    }

    private async Task OpenAsync(LinkKind protocol = LinkKind.Json) =>
        lab = await Lab.OpenAsync(options => options.TimeProvider = time, protocol, time);

    // Answered after 0.4 s.
    private async Task<Task> CommandUnderWayAsync()
    {
        lab!.Tester.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(0.4)), Functions.SetVariable);
        var command = Drive(9, channel: 1);
        await WhenTheTesterWaitsToo();
        return command;
    }

    private Task<ResultReply> Drive(int number, int channel) => number switch
    {
        2 => lab!.Session.AskAsync(Functions.StartTest, new StartTestRequest { Channel = channel, ProcedureName = "CC discharge" }),
        4 => lab!.Session.AskAsync(Functions.Resume, new ChannelRequest { Channel = channel }),
        7 => lab!.Session.AskAsync(Functions.StartDirect, new StartDirectRequest { Channel = channel, Mode = 'C', Voltage = 4 }),
        9 => lab!.Session.AskAsync(Functions.SetVariable, new VariableRequest { Channel = channel, Number = 1, Value = 7 }),
        _ => lab!.Session.AskAsync(Functions.AdvancedStart, new AdvancedStartRequest { Channel = channel, ProcedureName = "CC discharge" }),
    };

    private Task<ChannelStatus> Read(CancellationToken cancellation = default) => lab!.Session.ReadStatusAsync(1, cancellation);

    // The second task ends when the session has noticed that the read has failed.
    private Task<ChannelStatus> Read(out Task failed)
    {
        var noticed = new TaskCompletionSource();
        lab!.Exchanged += Notice;
        var reading = Read();
        failed = noticed.Task;
        return reading;

        void Notice(Exchange exchange)
        {
            lab.Exchanged -= Notice;
            noticed.TrySetResult();
        }
    }

    private async Task<Task> ReadSentAsync(CancellationToken cancellation = default)
    {
        var reading = Read(cancellation);
        await lab!.Tester.Requests.WhenCountReaches(1);
        return reading;
    }

    private async Task PauseAsync(double seconds)
    {
        await time.WhenTimerIsSet();
        time.AdvanceSeconds(seconds);
    }

    // Beside the session, which has set a limit to the request.
    private Task WhenTheTesterWaitsToo() => time.WhenTimerIsSet(2);

    private Task<ResultReply> MakeSafe(int number = 3, CancellationToken cancellation = default) => number switch
    {
        3 => lab!.Session.AskAsync(Functions.Suspend, new ChannelRequest { Channel = 5 }, cancellation),
        5 => lab!.Session.AskAsync(Functions.Reset, new ChannelRequest { Channel = 5 }, cancellation),
        _ => lab!.Session.AskAsync(Functions.SetDirectOutput,
            new DirectOutputRequest { Channel = 5, Mode = DirectOutputRequest.Rest }, cancellation),
    };
}
