using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Operations;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Requests;
using Xunit;

namespace MacNet.Tests.Unit.Session;

/// <summary>Outputs on a clock that only the test moves, and which the tester shares: it notes when each request came.</summary>
public sealed class OutputPacingTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private Lab lab = null!;

    public async ValueTask InitializeAsync()
    {
        lab = await Lab.OpenAsync(
            options =>
            {
                options.TimeProvider = time;
                options.DirectModeReadyAfter = TimeSpan.Zero;
            },
            clock: time);
        foreach (var channel in new[] { 3, 4 })
            await lab.Session.CommandAsync(Functions.StartDirect, new StartDirectRequest { Channel = channel, Mode = 'C', Voltage = 4 });
        lab.Tester.Requests.Clear();
    }

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return default;
    }

    [Fact]
    public async Task Outputs_go_in_order_and_more_than_100_ms_apart()
    {
        Task[] outputs = [Output(0.1f), Output(0.2f), Output(0.3f), Output(0.4f)];

        await Pass(outputs);

        Assert.Equal([0.1f, 0.2f, 0.3f, 0.4f], Sent.Select(Current));
        for (var i = 1; i < outputs.Length; i++)
            Assert.InRange((Sent[i].Time - Sent[i - 1].Time).TotalMilliseconds, 101, double.MaxValue);
    }

    [Fact]
    public async Task The_first_output_of_each_channel_goes_at_once()
    {
        await Output(0.1f);
        await Output(0.2f, channel: 4);

        Assert.Equal(Sent[0].Time, Sent[1].Time);
    }

    [Fact]
    public async Task The_time_counts_from_the_reply_as_nobody_knows_when_the_tester_acted()
    {
        lab.Tester.Faults.Next(Fault.Delay(TimeSpan.FromSeconds(1)), Functions.SetDirectOutput);
        var late = Output(0.1f);
        await lab.Tester.Requests.WhenCountReaches(1);

        await Pass(late, Output(0.2f));

        Assert.InRange((Sent[1].Time - Sent[0].Time).TotalMilliseconds, 1101, double.MaxValue);
    }

    [Fact]
    public async Task An_output_whose_fate_is_unknown_counts_too()
    {
        lab.Tester.Faults.Next(Fault.Disconnect, Functions.SetDirectOutput);
        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => Output(0.1f));

        await Pass(Output(0.2f));

        Assert.InRange((Sent[1].Time - Sent[0].Time).TotalMilliseconds, 101, double.MaxValue);
    }

    [Fact]
    public async Task Rest_keeps_the_pace_and_drops_what_waits()
    {
        await Output(0.1f);
        Task[] waiting = [Output(0.2f), Output(0.3f)];

        var rest = Output(0);
        await Pass(rest, Task.WhenAny(Task.WhenAll(waiting)));

        Assert.Equal([0.1f, 0f], Sent.Select(Current));
        foreach (var output in waiting)
            Assert.Equal("Overtaken", (await Assert.ThrowsAsync<MaccorStateException>(() => output)).ErrorId);
        Assert.InRange((Sent[1].Time - Sent[0].Time).TotalMilliseconds, 101, double.MaxValue);
    }

    [Fact]
    public async Task Rest_drops_nothing_of_another_channel()
    {
        await Output(0.1f, channel: 4);
        var waiting = Output(0.2f, channel: 4);

        await Output(0);
        await Pass(waiting);

        Assert.Equal([0.1f, 0f, 0.2f], Sent.Select(Current));
    }

    [Fact]
    public async Task Rest_does_not_drop_rest()
    {
        await Output(0.1f);

        await Pass(Output(0), Output(0));

        Assert.Equal([0.1f, 0f, 0f], Sent.Select(Current));
    }

    [Fact]
    public async Task An_output_after_rest_is_sent()
    {
        await Output(0.1f);
        var rest = Output(0);
        var after = Output(0.2f);

        await Pass(rest, after);

        Assert.Equal([0.1f, 0f, 0.2f], Sent.Select(Current));
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_and_the_next_output_still_goes()
    {
        await Output(0.1f);
        using var stop = new CancellationTokenSource();
        var cancelled = Output(0.2f, cancellation: stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        await Pass(Output(0.3f));

        Assert.Equal([0.1f, 0.3f], Sent.Select(Current));
    }

    private RecordedRequest[] Sent => [.. lab.Tester.Requests.All.Where(request => request.Function == Functions.SetDirectOutput)];

    private static float Current(RecordedRequest request) => ((DirectOutputRequest)request.Message!).Current;

    private Task<ResultReply> Output(float current, int channel = 3, CancellationToken cancellation = default) => lab.Session.CommandAsync(
        Functions.SetDirectOutput,
        new DirectOutputRequest { Channel = channel, Current = current, Mode = current == 0 ? 'R' : 'C', Voltage = 4 },
        cancellation);

    private Task Pass(params Task[] tasks) => time.Pass(Task.WhenAll(tasks));
}
