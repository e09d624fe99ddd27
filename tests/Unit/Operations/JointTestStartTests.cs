using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public sealed class JointTestStartTests
{
    private static readonly TestPlan Plan = new() { Procedure = "Rest", TestName = "batch" };

    [Theory]
    [InlineData(LinkKind.Json)]
    [InlineData(LinkKind.Binary)]
    public async Task Channels_start_together_with_one_message(LinkKind protocol)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);

        var told = new List<(int Channel, int Done, int All)>();

        var started = await lab.Session.StartTestsTogetherAsync(
            Joint([2, 5, 7], Plan), next: (channel, done, all) => told.Add((channel, done, all)));

        Assert.Equal([(2, 0, 6), (5, 1, 6), (7, 2, 6), (2, 3, 6), (5, 4, 6), (7, 5, 6)], told);
        Assert.Equal([2, 5, 7], started.Select(test => test.Channel));
        Assert.All(started, test => Assert.Equal("batch", test.TestName));
        Assert.Equal(ChannelMessage.AllSelected, Assert.Single(lab.Requests<StartTestRequest>()).Channel);
        Assert.Equal([2, 5, 7], InState(lab, ChannelState.Active));
    }

    [Fact]
    public async Task Each_channel_gets_its_limits_and_its_check_before()
    {
        using var lab = await Lab.OpenAsync();
        var limits = new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 5, DischargeCurrent = 5 };
        TestStart[] starts = [new(1, Plan) { Limits = limits }, new(2, Plan) { Limits = limits }];

        await lab.Session.StartTestsTogetherAsync(new JointTestStart(starts));

        Assert.Equal("4,1 3,1 6,10 6,11 6,10 4,1 6,1 4,1 4,1 6,2 4,1 4,6 4,6", lab.Asked);
    }

    [Fact]
    public async Task Nothing_is_sent_where_one_channel_is_busy()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.StartTestAsync(new TestStart(3, new TestPlan { Procedure = "Rest" }));
        lab.Tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.StartTestsTogetherAsync(Joint([1, 2, 3], Plan)));

        Assert.Equal(("ChannelBusy", 3), (problem.ErrorId, problem.Channel!.Value));
        Assert.Equal("4,1", lab.Asked);
    }

    [Fact]
    public async Task Nothing_is_sent_where_another_channel_is_selected_already()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.SelectChannelsAsync([6]);
        lab.Tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.StartTestsTogetherAsync(Joint([1, 2], Plan)));

        Assert.Equal("OthersSelected", problem.ErrorId);
        Assert.Contains("channel 6 of the tester would start too", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Select-MaccorChannel 6 -Clear", problem.Advice, StringComparison.Ordinal);
        Assert.Equal("4,1", lab.Asked);
    }

    [Fact]
    public async Task Channels_that_are_selected_already_may_be_among_those_to_start()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.SelectChannelsAsync([2]);

        await lab.Session.StartTestsTogetherAsync(Joint([1, 2], Plan));

        Assert.Equal([1, 2], InState(lab, ChannelState.Active));
    }

    [Fact]
    public async Task Nothing_starts_where_the_tester_selects_other_channels()
    {
        using var lab = await Lab.OpenAsync(options => options.Quirks.JsonSelectCountsFromOne = true, clock: new LeapingTime());

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.StartTestsTogetherAsync(Joint([3, 4], Plan)));

        Assert.Equal("WrongChannelSelected", problem.ErrorId);
        Assert.Empty(lab.Requests<StartTestRequest>());
        Assert.Empty(InState(lab, ChannelState.Selected));
    }

    [Fact]
    public async Task The_selection_is_taken_back_where_somebody_else_selects_meanwhile()
    {
        using var lab = await Lab.OpenAsync();
        // The third look at the states is the one that reads the selection back; the next must find only these.
        var looks = 0;
        lab.Tester.Requests.Served += (_, request) =>
        {
            if (request.Function == Functions.States && ++looks == 3)
                lab.Tester.Faults.Next(
                    Fault.Change<StatesReply>(reply => reply.States[7].Stat = (ushort)ChannelState.Selected), Functions.States);
        };

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.StartTestsTogetherAsync(Joint([1, 2], Plan)));

        Assert.Equal("OthersSelected", problem.ErrorId);
        Assert.Empty(lab.Requests<StartTestRequest>());
        Assert.Empty(InState(lab, ChannelState.Selected));
    }

    [Fact]
    public async Task The_selection_is_taken_back_where_the_tester_refuses()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.SelectChannelsAsync([2]);
        lab.Tester.Faults.Next(Fault.Result(21), Functions.StartTest);

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => lab.Session.StartTestsTogetherAsync(Joint([1, 2], Plan)));

        Assert.Equal(21, problem.Result.Code);
        Assert.Null(problem.Channel);
        Assert.StartsWith("All selected channels of tester 'lab'", problem.Message, StringComparison.Ordinal);
        // What was selected before is not its own to take back.
        Assert.Equal([2], InState(lab, ChannelState.Selected));
    }

    [Fact]
    public async Task The_selection_stays_where_nothing_is_known_of_the_start()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Disconnect, Functions.StartTest);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(() => lab.Session.StartTestsTogetherAsync(Joint([1, 2], Plan)));

        Assert.Equal([1, 2], InState(lab, ChannelState.Active));
        Assert.Single(lab.Requests<SelectRequest>());
    }

    [Fact]
    public async Task A_start_that_is_cancelled_takes_its_selection_back()
    {
        using var lab = await Lab.OpenAsync();
        using var cancelling = new CancellationTokenSource();
        lab.Tester.Requests.Served += (_, request) =>
        {
            if (request.Function == Functions.Select && lab.Requests<SelectRequest>().Length == 1)
                cancelling.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => lab.Session.StartTestsTogetherAsync(Joint([1, 2], Plan), cancellation: cancelling.Token));

        Assert.Empty(lab.Requests<StartTestRequest>());
        Assert.Empty(InState(lab, ChannelState.Selected));
    }

    [Theory]
    [InlineData("Cell {channel}", "", "NameForEachTogether")]
    [InlineData("Cell", "regime", "RegimeTogether")]
    public async Task What_only_a_channel_alone_can_have_is_an_error_and_nothing_is_sent(string name, string regime, string errorId)
    {
        using var lab = await Lab.OpenAsync();
        var plan = Plan with { TestName = name, Regime = regime };

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.StartTestsTogetherAsync(Joint([1, 2], plan)));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Equal("4,1", lab.Asked);
    }

    [Fact]
    public async Task Different_plans_do_not_start_together()
    {
        using var lab = await Lab.OpenAsync();
        TestStart[] starts = [new(1, Plan), new(2, Plan with { Comment = "other" })];

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.StartTestsTogetherAsync(new JointTestStart(starts)));

        Assert.Equal("DifferentPlans", problem.ErrorId);
    }

    [Fact]
    public async Task What_a_start_would_do_is_told_in_words()
    {
        using var lab = await Lab.OpenAsync();
        var states = new Dictionary<int, ChannelState> { [1] = ChannelState.Available, [2] = ChannelState.Completed };

        Assert.Equal(
            "Reset channel 2, which frees of ended tests (the data files stay on the tester), then select the channels, "
            + "start procedure 'Rest' as test 'batch' on all of them with one message",
            Joint([1, 2], Plan).Describe(states));
    }

    private static JointTestStart Joint(int[] channels, TestPlan plan) =>
        new([.. channels.Select(channel => new TestStart(channel, plan))]);

    private static int[] InState(Lab lab, ChannelState state) =>
        [.. lab.Tester.Channels.Where(channel => channel.Read().Stat == state).Select(channel => channel.Number)];
}
