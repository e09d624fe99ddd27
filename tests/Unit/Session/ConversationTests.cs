using System.Text.Json;
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

namespace MacNet.Tests.Unit.Session;

/// <summary>Order, cancelling, closing and counting in a session's conversation.</summary>
public sealed class ConversationTests : IDisposable
{
    private readonly ManualTime testerTime = new();
    private Lab? lab;

    public void Dispose() => lab?.Dispose();

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task What_makes_a_cell_safe_goes_before_all_that_waits(LinkKind protocol)
    {
        var held = await HoldAsync(protocol);
        Task[] waiting = [Read(1), Read(2), Command(4)];
        var safe = lab!.Session.AskAsync(Functions.Suspend, new ChannelRequest { Channel = 5 });
        Task[] after = [Read(6), lab.Session.AskAsync(Functions.Reset, new ChannelRequest { Channel = 7 })];

        Release();
        await Task.WhenAll([held, .. waiting, safe, .. after]);

        Assert.Equal([3, 5, 7, 1, 2, 4, 6], lab.Tester.Requests.All.Select(request => request.Channel));
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_request_that_waits_can_be_cancelled_and_is_never_sent(LinkKind protocol)
    {
        var held = await HoldAsync(protocol);
        using var stop = new CancellationTokenSource();
        Task[] cancelled = [Read(1, stop.Token), Command(2, stop.Token)];
        var other = Read(4);

        await stop.CancelAsync();
        foreach (var request in cancelled)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Release();
        await held;
        await other;

        Assert.Equal([3, 4], lab!.Tester.Requests.All.Select(request => request.Channel));
        Assert.Single(lab.Tester.Requests.All.Select(request => request.Connection).Distinct());
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task A_request_under_way_can_be_cancelled_and_the_next_takes_another_connection(LinkKind protocol)
    {
        using var stop = new CancellationTokenSource();
        var held = await HoldAsync(protocol, stop.Token);
        var next = Read(4);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await next;

        Assert.Equal(
            [3, 4], lab!.Tester.Requests.All.Where(request => request.Function == Functions.Status).Select(request => request.Channel));
        Assert.Equal(2, lab.Tester.Requests.All.Select(request => request.Connection).Distinct().Count());
    }

    [Fact]
    public async Task What_is_cancelled_before_it_begins_is_not_sent_and_costs_no_connection()
    {
        lab = await Lab.OpenAsync();
        var connections = lab.Tester.ConnectionTotal;
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Read(1, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Command(1, cancelled));
        await Read(2);

        Assert.Equal([2], lab.Tester.Requests.All.Select(request => request.Channel));
        Assert.Equal(connections, lab.Tester.ConnectionTotal);
    }

    [Fact]
    public async Task The_pause_before_asking_again_can_be_cancelled()
    {
        var clock = new ManualTime();
        lab = await Lab.OpenAsync(clock: clock);
        lab.Tester.Faults.Next(Fault.Disconnect);
        using var stop = new CancellationTokenSource();
        var reading = Read(1, stop.Token);
        await clock.WhenShortTimerIsSet();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Single(lab.Tester.Requests.All);
    }

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Closing_ends_what_waits_and_what_is_under_way(LinkKind protocol)
    {
        var held = await HoldAsync(protocol);
        Task[] waiting = [Read(1), Command(2)];

        lab!.Session.Dispose();

        foreach (var request in (Task[])[held, .. waiting])
            Assert.Equal("SessionClosed", (await Assert.ThrowsAsync<MaccorConnectionException>(() => request)).ErrorId);
        Assert.Single(lab.Tester.Requests.All);
    }

    [Fact]
    public async Task A_closed_session_says_so_and_may_be_closed_again()
    {
        lab = await Lab.OpenAsync();
        lab.Session.Dispose();
        lab.Session.Dispose();

        Assert.Equal("SessionClosed", (await Assert.ThrowsAsync<MaccorConnectionException>(() => Read(1))).ErrorId);
        Assert.Equal("SessionClosed", (await Assert.ThrowsAsync<MaccorConnectionException>(() => Command(1))).ErrorId);
        Assert.False(lab.Session.IsConnected);
        Assert.True(lab.Session.IsClosed);
        Assert.Empty(lab.Tester.Requests.All);
    }

    [Fact]
    public async Task Ids_are_unique_over_sessions_and_connections()
    {
        lab = await Lab.OpenAsync();
        using var other = await lab.Tester.ConnectAsync();
        foreach (var session in new[] { lab.Session, other })
        {
            await Task.WhenAll(Enumerable.Range(1, 8).Select(channel => session.ReadStatusAsync(channel)));
            lab.Tester.DropConnections();
            await session.ReadStatusAsync(1);
        }

        var ids = lab.Tester.Requests.All.Select(request => JsonDocument.Parse(request.Bytes).RootElement.GetProperty("id").GetInt32())
            .ToArray();
        Assert.True(ids.Length >= 18);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public async Task Any_number_of_threads_may_use_a_session_over_one_connection()
    {
        lab = await Lab.OpenAsync();
        var connections = lab.Tester.ConnectionTotal;

        var readings = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => lab.Session.ReadStatusAsync(i % 8 + 1))));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => i % 8 + 1), readings.Select(reading => reading.Channel));
        Assert.Equal((200, connections), (lab.Tester.Requests.Count, lab.Tester.ConnectionTotal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(9)]
    // The wire's word for all selected channels, where a start or a selection says it.
    [InlineData(65536)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public async Task A_channel_that_the_tester_does_not_have_is_not_asked_for(int channel)
    {
        lab = await Lab.OpenAsync();
        Func<Task>[] requests =
        [
            () => lab.Session.ReadStatusAsync(channel),
            () => lab.Session.ReadReadingsAsync([1, channel]),
            () => lab.Session.ReadStateAsync(channel),
            () => lab.Session.GetSpecificationAsync(channel),
            () => lab.Session.CommandAsync(Functions.Suspend, new ChannelRequest { Channel = channel }),
            () => lab.Session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = channel }),
        ];

        foreach (var request in requests)
        {
            var problem = await Assert.ThrowsAsync<MaccorInputException>(request);
            Assert.Equal("NoSuchChannel", problem.ErrorId);
            Assert.Contains($"no channel {channel}: the tester's channels are 1 to 8", problem.Message, StringComparison.Ordinal);
        }

        Assert.Empty(lab.Tester.Requests.All);
    }

    [Fact]
    public async Task More_channels_than_the_tester_has_are_not_asked_for()
    {
        lab = await Lab.OpenAsync();

        await Assert.ThrowsAsync<MaccorInputException>(
            () => lab.Session.AskAsync(Functions.States, new ChannelsRequest { Channel = 8, Count = 2 }));

        Assert.Empty(lab.Tester.Requests.All);
    }

    [Theory]
    [InlineData(LinkKind.Json, 1, 4)]
    [InlineData(LinkKind.Json, 2, 4)]
    [InlineData(LinkKind.Json, 64, 4)]
    [InlineData(LinkKind.Json, 128, 4)]
    [InlineData(LinkKind.Json, 129, 8)]
    [InlineData(LinkKind.Json, 300, 12)]
    [InlineData(LinkKind.Binary, 128, 4)]
    [InlineData(LinkKind.Binary, 129, 8)]
    [InlineData(LinkKind.Binary, 300, 12)]
    public async Task All_channels_are_read_with_four_messages_for_each_128(LinkKind protocol, int channels, int messages)
    {
        lab = await Lab.OpenAsync(options => options.Channels = channels, protocol);
        var sent = lab.Session.MessagesSent;

        var readings = await lab.Session.ReadReadingsAsync();

        Assert.Equal(Enumerable.Range(1, channels), readings.Select(reading => reading.Channel));
        Assert.Equal((messages, messages), (lab.Tester.Requests.Count, lab.Session.MessagesSent - sent));
        Assert.Equal(
            [Functions.States, Functions.Voltages, Functions.Currents, Functions.TestTimes],
            lab.Tester.Requests.All.Select(request => (Function)request.Function!).Distinct());
        Assert.All(readings, reading => Assert.Equal((float)lab.Tester.Channels[reading.Channel].Read().Voltage, reading.Voltage));
    }

    [Fact]
    public async Task Login_comes_first_on_every_connection_also_on_one_that_replaces_another()
    {
        using var tester = SimulatedTester.Start(Guarded());
        using var session = await tester.ConnectAsync(user: "ann", password: "secret");
        await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 });
        tester.DropConnections();
        await session.ReadStatusAsync(1);
        await session.AskAsync(Functions.LongNames, new ChannelRequest { Channel = 1 });

        var connections = tester.Requests.All.GroupBy(request => request.Connection).ToArray();
        Assert.Equal(4, connections.Length);
        Assert.All(connections, requests => Assert.Equal(Functions.Login, requests.First().Function));
        Assert.All(connections, requests => Assert.Single(requests, request => request.Function == Functions.Login));
    }

    [Fact]
    public async Task A_password_that_is_not_taken_any_more_is_an_error_and_nothing_else_is_asked()
    {
        var options = Guarded();
        using var tester = SimulatedTester.Start(options);
        using var session = await tester.ConnectAsync(user: "ann", password: "secret");
        options.Users["ann"] = "changed";
        tester.DropConnections();
        await session.WhenItHasNoticedAsync();
        tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorLoginException>(
            () => session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 1, Number = 1, Value = 1 }));

        Assert.Equal("LoginFailed", problem.ErrorId);
        Assert.All(tester.Requests.All, request => Assert.Equal(Functions.Login, request.Function));
        options.Users["ann"] = "secret";
        await session.ReadStatusAsync(1);
    }

    private static VirtualTesterOptions Guarded()
    {
        var options = new VirtualTesterOptions { Channels = 4, Speed = 0, TransitionTime = default };
        options.Users["ann"] = "secret";
        return options;
    }

    // The tester has carried out a request for channel 3 and holds its reply back.
    private async Task<Task> HoldAsync(LinkKind protocol, CancellationToken cancellation = default)
    {
        lab = await Lab.OpenAsync(options => options.TimeProvider = testerTime, protocol);
        lab.Tester.Faults.Next(Fault.Delay(TimeSpan.FromHours(1)));
        var held = Read(3, cancellation);
        await lab.Tester.Requests.WhenCountReaches(1);
        await testerTime.WhenTimerIsSet();
        return held;
    }

    private void Release() => testerTime.AdvanceSeconds(3600);

    private Task<ChannelStatus> Read(int channel, CancellationToken cancellation = default) =>
        lab!.Session.ReadStatusAsync(channel, cancellation);

    private Task<ResultReply> Command(int channel, CancellationToken cancellation = default) => lab!.Session.AskAsync(
        Functions.SetVariable, new VariableRequest { Channel = channel, Number = 1, Value = 1 }, cancellation);
}
