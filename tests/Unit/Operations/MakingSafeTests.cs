using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester;
using MacNet.VirtualTester.Faults;
using MacNet.VirtualTester.Options;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

/// <summary>Cells must get to rest on the day that everything goes wrong.</summary>
public class MakingSafeTests
{
    [Fact]
    public async Task A_rest_that_is_lost_on_a_silent_connection_is_sent_again_over_a_new_one()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Faults.Next(Fault.Lost, Functions.SetDirectOutput);
        bench.LetSilencePass();
        var loop = new DirectControlLoop(bench.Session, Bench.Channel) { Follow = (_, _) => Task.FromResult(false) };

        await loop.RunAsync();

        Assert.Null(loop.RestProblem);
        Assert.Equal(ChannelActivity.Rest, ActivityOf(bench, Bench.Channel));
    }

    [Fact]
    public async Task A_rest_waits_for_a_connection_that_takes_two_seconds_to_open_and_opens_no_other()
    {
        var time = new LeapingTime(longestLeapMs: 300);
        var options = new VirtualTesterOptions { Channels = 8, Speed = 0, TransitionTime = default, TimeProvider = time };
        options.Users["lab"] = "secret";
        using var tester = SimulatedTester.Start(options);
        using var session = await tester.ConnectAsync(user: "lab", password: "secret", clock: time);
        await DriveAsync(session, Bench.Channel);
        tester.DropConnections();
        tester.Requests.Clear();
        // Before the login is answered.
        tester.Requests.Served += (_, request) => Pass(time, TimeSpan.FromSeconds(request.Function == Functions.Login ? 2 : 0));

        await session.StopDirectControlAsync(Bench.Channel);

        Assert.Equal(
            [Functions.Login, Functions.SetDirectOutput, Functions.General],
            tester.Requests.All.Where(request => request.Link == LinkKind.Binary).Select(request => request.Function));
        Assert.Equal(0, tester.Channels[Bench.Channel].DrivenCurrent);
    }

    [Fact]
    public async Task A_rest_that_is_lost_when_a_session_closes_holds_up_no_other_channel()
    {
        using var bench = await Bench.OpenAsync();
        await DriveAsync(bench.Session, 3);
        await DriveAsync(bench.Session, 4);
        bench.Faults.Next(Fault.Lost, Functions.SetDirectOutput, channel: 3);
        // Not just to the next timer, which may be of the other channel: as long as rest is waited for.
        bench.Tester.Requests.Served += (_, request) => bench.Time.Advance(TimeSpan.FromSeconds(request.Reply is null ? 1.5 : 0));

        // Who began to wait only after that has it pass all the same.
        Assert.Empty(await bench.Time.PassAsync(Task.Run(() => bench.Session.CloseAsync()), idleAfter: TimeSpan.FromSeconds(1)));

        Assert.Equal(ChannelActivity.Rest, ActivityOf(bench, 3));
        Assert.Equal(ChannelActivity.Rest, ActivityOf(bench, 4));
    }

    [Theory]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task A_command_of_another_channel_without_an_answer_does_not_hold_up_a_session_that_closes(LinkKind protocol)
    {
        // On the real clock, half a second of it: another one could pass the time of rest before it has begun to wait.
        using var lab = await Lab.OpenAsync(options => options.DirectModeReadyAfter = TimeSpan.Zero, protocol);
        await DriveAsync(lab.Session, Bench.Channel);
        lab.Tester.Requests.Clear();
        lab.Tester.Faults.Next(Fault.Silence, Functions.SetVariable);
        var hung = lab.Session.CommandAsync(Functions.SetVariable, new VariableRequest { Channel = 5, Number = 1, Value = 7 });
        await lab.Tester.Requests.WhenCountReaches(1);

        Assert.Empty(await lab.Session.CloseAsync());
        Assert.Equal(ChannelActivity.Rest, lab.Tester.Channels[Bench.Channel].Read().Activity);
        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => hung);
    }

    [Fact]
    public async Task Where_rest_is_ignored_at_the_end_of_a_loop_the_test_is_suspended_and_that_is_told()
    {
        using var bench = await Bench.StartAsync();
        // So little that only the channel's activity gives it away.
        await bench.SetAsync(0.004f);
        bench.Faults.Always(Fault.Result(0), Functions.SetDirectOutput);
        var loop = new DirectControlLoop(bench.Session, Bench.Channel) { Follow = (_, _) => Task.FromResult(false) };

        await loop.RunAsync();

        Assert.Equal("SuspendedForRest", loop.RestProblem?.ErrorId);
        Assert.Equal((ChannelState.Suspended, 0d), (bench.State, bench.Driven));
    }

    [Theory]
    [InlineData(LinkKind.Binary)]
    [InlineData(LinkKind.Udp)]
    public async Task A_rest_that_is_ignored_and_answered_with_what_makes_no_sense_is_sent_again(LinkKind protocol)
    {
        using var bench = await Bench.StartAsync(protocol: protocol);
        Func<byte[], byte[]>[] odd =
        [
            reply => [.. reply[..6], 4, 0, 0, 0, 0, 0],
            reply => [.. reply[..6], 0, 0],
            _ => [.. BitConverter.GetBytes(6 + (8 << 16)), 2, 0, 18, 0, .. new byte[18]],
        ];
        for (var i = 0; i < odd.Length; i++)
        {
            await bench.SetAsync(0.5f);
            bench.Faults.Next(Fault.Ignored(odd[i]), Functions.SetDirectOutput);
            var before = bench.Outputs.Length;

            await bench.SetAsync(0);

            Assert.Equal((i, 2, 0d), (i, bench.Outputs.Length - before, bench.Driven));
        }
    }

    [Fact]
    public async Task Where_every_rest_is_ignored_and_answered_with_what_makes_no_sense_the_test_is_suspended()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Faults.Always(Fault.Ignored(reply => [.. reply[..6], 4, 0, 0, 0, 0, 0]), Functions.SetDirectOutput);
        var loop = new DirectControlLoop(bench.Session, Bench.Channel) { Follow = (_, _) => Task.FromResult(false) };

        await loop.RunAsync();

        Assert.Equal("SuspendedForRest", loop.RestProblem?.ErrorId);
        Assert.Equal((ChannelState.Suspended, 0d), (bench.State, bench.Driven));
    }

    [Fact]
    public async Task Where_nothing_helps_a_session_that_closes_tells_that_the_cell_may_still_be_driven()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Tester.StopListening();

        var problem = Assert.Single(await bench.Session.CloseAsync());

        Assert.Equal(("RestNotConfirmed", Bench.Channel), (problem.ErrorId, problem.Channel));
        Assert.Contains("may still be driven", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkKind.Binary, "SuspendedForRest")]
    [InlineData(null, "RestNotConfirmed")]
    public async Task Whatever_goes_wrong_with_rest_it_is_told_and_the_session_closes(LinkKind? broken, string errorId)
    {
        using var tester = SimulatedTester.Start(new VirtualTesterOptions { Channels = 8, Speed = 0, TransitionTime = default });
        var trace = new BrokenTrace();
        using var session = await tester.ConnectAsync(trace: trace);
        await DriveAsync(session, Bench.Channel);
        trace.IsBroken = link => broken is null || link == broken;

        var problem = Assert.Single(await session.CloseAsync());

        Assert.Equal((errorId, Bench.Channel), (problem.ErrorId, problem.Channel));
        Assert.True(session.IsClosed);
    }

    [Fact]
    public async Task A_channel_not_known_to_be_at_rest_is_tried_again_when_the_session_closes()
    {
        using var bench = await Bench.OpenAsync();
        var control = await bench.Session
            .StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits, Owner = "one" });
        await bench.SetAsync(0.5f);
        bench.Tester.StopListening();
        Assert.Single(await bench.Session.GetGroup().AbandonOwnedByAsync("one"));
        Assert.Equal([control.Channel], bench.Session.GetChannelsToRest());
        bench.Tester.StartListening();

        Assert.Empty(await bench.Session.CloseAsync());

        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task What_a_session_drives_that_it_did_not_start_is_set_to_rest_with_it_too()
    {
        using var bench = await Bench.StartAsync();
        Assert.Empty(await bench.Session.CloseAsync());
        using var again = await bench.ConnectAsync();
        await again.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.5f, Voltage = 4.2f });
        Assert.Equal(0.5, bench.Driven, 6);

        Assert.Equal([Bench.Channel], again.GetChannelsToRest());
        Assert.Empty(await again.CloseAsync());

        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task What_an_owner_left_at_rest_and_somebody_drives_again_keeps_its_limits_and_is_set_to_rest_with_the_session()
    {
        using var bench = await Bench.OpenAsync();
        await bench.Session.StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits, Owner = "one" });
        Assert.Empty(await bench.Session.GetGroup().AbandonOwnedByAsync("one"));
        Assert.Empty(bench.Session.GetChannelsToRest());

        await bench.SetAsync(0.5f);
        Assert.Equal(4.25f, bench.Outputs[^1].Voltage);
        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => bench.SetAsync(1.1f, 4.2f));
        Assert.Equal("OutputBeyondLimits", problem.ErrorId);
        Assert.Empty(await bench.Session.GetGroup().AbandonOwnedByAsync("one"));
        Assert.Equal(0.5, bench.Driven, 6);

        Assert.Empty(await bench.Session.CloseAsync());
        Assert.Equal(0, bench.Driven);
    }

    [Fact]
    public async Task What_was_started_and_stopped_by_others_is_forgotten_once_it_is_stopped_here()
    {
        using var bench = await Bench.StartAsync();
        using var other = await bench.ConnectAsync();
        await other.SetDirectOutputAsync(Bench.Channel, new DirectControlOutput { Current = 0.5f, Voltage = 4.2f });

        await other.StopDirectControlAsync(Bench.Channel, reset: true);

        Assert.Empty(other.GetChannelsToRest());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_loop_steers_is_set_to_rest_with_its_session_whoever_started_it_and_however(bool byOtherSession)
    {
        using var bench = await Bench.OpenAsync();
        using var other = await MaccorSession.ConnectAsync(new MaccorSessionOptions
        {
            ComputerName = "127.0.0.1",
            JsonPort = bench.Tester.JsonPort,
            BinaryPort = bench.Tester.BinaryPort,
            Clock = bench.Time,
        });
        await (byOtherSession ? other : bench.Session)
            .StartDirectControlAsync(Bench.Channel, new DirectControlStart { SafetyLimit = Bench.Limits, KeepRunning = true });
        // The sessions do not know of each other's outputs, and the tester wants these apart.
        bench.Time.Advance(TimeSpan.FromSeconds(0.2));
        var driven = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var loop = new DirectControlLoop(bench.Session, Bench.Channel)
        {
            Decide = (_, _) => Task.FromResult<DirectControlOutput?>(new() { Current = 0.5f, Voltage = 4.2f }),
            Follow = async (_, cancellation) =>
            {
                driven.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return false;
            },
        };
        using var stop = new CancellationTokenSource();
        var running = loop.RunAsync(stop.Token);
        await await Task.WhenAny(driven.Task, running);
        Assert.Equal(0.5, bench.Driven, 3);

        Assert.Empty(await bench.Session.CloseAsync());

        Assert.Equal(0, bench.Driven);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Where_rest_does_not_get_through_a_stop_suspends_soon()
    {
        using var bench = await Bench.StartAsync();
        await bench.SetAsync(0.5f);
        bench.Faults.Always(Fault.Lost, link: LinkKind.Binary);
        bench.LetSilencePass();
        var began = bench.Time.GetTimestamp();

        var status = await bench.Session.StopDirectControlAsync(Bench.Channel);

        Assert.Equal(ChannelState.Suspended, status.State);
        Assert.InRange(bench.Time.GetElapsedTime(began).TotalSeconds, 1, 5);
    }

    // Ends when the timers that were set before have rung.
    private static void Pass(LeapingTime time, TimeSpan span)
    {
        using var rung = new ManualResetEventSlim();
        using var timer = time.CreateTimer(_ => rung.Set(), null, span, Timeout.InfiniteTimeSpan);
        time.Advance(span);
        rung.Wait();
    }

    private static async Task DriveAsync(MaccorSession session, int channel)
    {
        await session.StartDirectControlAsync(channel, new DirectControlStart { SafetyLimit = Bench.Limits });
        await session.SetDirectOutputAsync(channel, new DirectControlOutput { Current = 0.5f });
    }

    private static ChannelActivity ActivityOf(Bench bench, int channel) => bench.Tester.Channels[channel].Read().Activity;

    private sealed class BrokenTrace : IWireTrace
    {
        public Func<LinkKind, bool> IsBroken { get; set; } = _ => false;

        public void Note(LinkKind link, int connection, bool sent, ReadOnlySpan<byte> bytes)
        {
            if (IsBroken(link))
                throw new InvalidOperationException("The trace is broken.");
        }
    }
}
