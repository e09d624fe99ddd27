using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using MacNet.VirtualTester.Faults;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public sealed class TestStartTests
{
    private static readonly SafetyLimits Limits = new() { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 5, DischargeCurrent = 5 };

    [Theory]
    [InlineData(LinkKind.Json, "4,6")]
    [InlineData(LinkKind.Binary, "4,11")]
    [InlineData(LinkKind.Udp, "4,11")]
    public async Task A_start_reads_the_state_sets_the_limits_checks_starts_and_reads_the_name(LinkKind protocol, string names)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);
        var plan = new TestPlan { Procedure = "Rest", TestName = "Cell {channel}", Comment = "first", CapacityAh = 2.5f };

        var started = await lab.Session.StartTestAsync(new TestStart(3, plan) { Limits = Limits });

        Assert.Equal($"4,1 3,1 6,10 6,11 6,2 4,1 {names}", lab.Asked);
        Assert.Equal(
            ("lab", 3, "Cell 3", "Rest", "first"),
            (started.Session, started.Channel, started.TestName, started.Procedure, started.Comment));
        Assert.Equal(ChannelState.Active, await lab.Session.ReadStateAsync(3));
        Assert.Equal(4.25f, lab.Tester.Channels[3].SafetyLimits.VoltageMax);
    }

    [Fact]
    public async Task Every_option_reaches_the_tester()
    {
        using var lab = await Lab.OpenAsync();
        var plan = new TestPlan
        {
            Procedure = "Rest",
            Chamber = 1,
            StartCycle = 2,
            TotalCycles = 3,
            Mass = 4,
            VoltageGain = 5,
            AlignReportTime = true,
            ParallelResistance = 6,
            DividerHighResistance = 7,
            DividerLowResistance = 8,
            CanPosition = 9,
            CanProfile = "can",
        };

        await lab.Session.StartTestAsync(new TestStart(1, plan));

        var request = Assert.Single(lab.Requests<StartTestRequest>());
        Assert.Equal(
            (1, 2, 3, 4f, 5, 1),
            (request.ChamberNumber, request.StartCycle, request.TotalCycles, request.Mass, request.VGain, request.AbsTRepAlign));
        Assert.Equal(
            (6f, 7f, 8f, 9, "can"), (request.ParallelR, request.VDivHiR, request.VDivLoR, request.CanPosition, request.CanProfile));
    }

    [Theory]
    [InlineData("", 186)]
    [InlineData("regime", 211)]
    public async Task The_binary_start_has_the_size_that_the_help_gives(string regime, int bytes)
    {
        using var lab = await Lab.OpenAsync(protocol: LinkKind.Binary, clock: new LeapingTime());
        lab.Tester.Faults.Next(Fault.Result(0), Functions.StartTest);

        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest", Regime = regime }));

        var request = lab.Tester.Requests.All.Single(item => item.Function == Functions.StartTest);
        Assert.Equal(8 + bytes, request.Bytes.Length);
    }

    [Theory]
    [InlineData(LinkKind.Json, "4,1 6,11 4,1 6,1 4,1 6,2 4,1 4,6")]
    [InlineData(LinkKind.Binary, "4,1 6,11 6,2 4,1 4,11")]
    public async Task A_channel_that_is_selected_is_taken_out_of_the_selection_where_the_start_would_do_only_that(
        LinkKind protocol, string asked)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);
        await lab.Session.SelectChannelsAsync([1]);
        lab.Tester.Requests.Clear();

        var started = await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest", TestName = "selected" }));

        Assert.Equal(("selected", asked), (started.TestName, lab.Asked));
        Assert.Equal(ChannelState.Active, lab.Tester.Channels[1].Read().Stat);
    }

    [Fact]
    public async Task A_completed_test_is_taken_off_first_and_its_data_file_stays()
    {
        var time = new ManualTime();
        using var lab = await RestCompletedAsync(time, "old");

        var started = await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest", TestName = "new" }));

        Assert.Equal("new", started.TestName);
        Assert.Equal("4,1 1,3 1,4 4,6 6,5 4,1 6,11 6,2 4,1 4,6", lab.Asked);
        Assert.True(await lab.Session.TestNameExistsAsync("old"));
    }

    [Theory]
    [InlineData("none", "new", 2, "4,1 1,3")]
    [InlineData("Rest", "OLD", 4, "4,1 1,3 1,4 4,6")]
    public async Task A_completed_test_stays_where_the_new_one_has_no_procedure_or_its_name(
        string procedure, string name, int code, string asked)
    {
        using var lab = await RestCompletedAsync(new ManualTime(), "old");
        var start = new TestStart(1, new TestPlan { Procedure = procedure, TestName = name });

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(() => lab.Session.StartTestAsync(start));

        Assert.Equal((code, asked), (problem.Result.Code, lab.Asked));
        Assert.Equal(ChannelState.Completed, await lab.Session.ReadStateAsync(1));
        var check = await lab.Session.CheckTestStartAsync(start);
        Assert.Equal((false, code), (check.CanStart, check.Code));
        problem = await Assert.ThrowsAsync<MaccorRefusedException>(
            () => lab.Session.CheckTestStartAsync(start, ChannelState.Completed));
        Assert.Equal(code, problem.Result.Code);
    }

    [Fact]
    public async Task A_check_finds_that_a_completed_test_would_be_taken_off_and_a_running_one_not()
    {
        using var lab = await RestCompletedAsync(new ManualTime(), "old");
        var start = new TestStart(1, new TestPlan { Procedure = "Rest", TestName = "new" });

        var over = await lab.Session.CheckTestStartAsync(start);
        await lab.Session.StartTestAsync(start);
        var busy = await lab.Session.CheckTestStartAsync(start);

        Assert.True(over.CanStart);
        Assert.Contains("(Completed) is taken off first", Assert.Single(over.Details), StringComparison.Ordinal);
        Assert.Equal((1, "The channel is Active."), (busy.Code, Assert.Single(busy.Details)));
    }

    [Fact]
    public async Task A_running_test_is_left_alone()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" }));
        lab.Tester.Requests.Clear();

        var problem = await Assert.ThrowsAsync<MaccorStateException>(
            () => lab.Session.StartTestAsync(
                new TestStart(1, new TestPlan { Procedure = "Rest" }) { Limits = Limits, OverProblem = true }));

        Assert.Equal("ChannelBusy", problem.ErrorId);
        Assert.Contains("channel 1 of tester 'lab'", problem.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("4,1", lab.Asked);
    }

    [Fact]
    public async Task A_suspended_test_is_left_alone()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" }));
        await lab.Session.CommandAsync(Functions.Suspend, new ChannelRequest { Channel = 1 });

        var problem = await Assert.ThrowsAsync<MaccorStateException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" })));

        Assert.Equal("ChannelBusy", problem.ErrorId);
    }

    [Fact]
    public async Task A_test_stopped_by_a_problem_is_taken_off_only_when_told_so()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" }));
        lab.Tester.Channels[1].Fail(RecordReason.LostCurrentControl);
        var plan = new TestPlan { Procedure = "Rest" };

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.StartTestAsync(new TestStart(1, plan)));
        await lab.Session.StartTestAsync(new TestStart(1, plan) { OverProblem = true });

        Assert.Equal("ChannelProblem", problem.ErrorId);
        Assert.Equal(ChannelState.Active, await lab.Session.ReadStateAsync(1));
    }

    [Fact]
    public async Task A_channel_out_of_service_is_an_error()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Channels[1].SetAvailable(false);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" })));

        Assert.Equal("ChannelUnavailable", problem.ErrorId);
        Assert.Equal("4,1", lab.Asked);
    }

    [Fact]
    public async Task A_check_that_fails_prevents_the_start_and_says_why()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Procedures.Add("Broken", """{ "steps": [ { "do": "dance" } ] }""");

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Broken" })));

        Assert.Contains("Compile error: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains("dance", problem.Message, StringComparison.Ordinal);
        Assert.Empty(lab.Requests<StartTestRequest>());
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_with_advice()
    {
        using var lab = await RestCompletedAsync(new ManualTime(), "taken");

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(
            () => lab.Session.StartTestAsync(new TestStart(2, new TestPlan { Procedure = "Rest", TestName = "taken" })));

        Assert.Contains("Random", problem.Advice, StringComparison.Ordinal);
        Assert.Equal(ChannelState.Available, await lab.Session.ReadStateAsync(2));
    }

    [Fact]
    public async Task Limits_that_the_tester_did_not_take_prevent_the_start()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Change<SafetyLimitsMessage>(reply => reply.VSafeMax = 5), Functions.SetSafetyLimits);

        await Assert.ThrowsAsync<MaccorSafetyLimitException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" }) { Limits = Limits }));

        Assert.Empty(lab.Requests<StartTestRequest>());
    }

    [Fact]
    public async Task A_start_that_the_tester_refuses_is_an_error()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Result(21), Functions.StartTest);

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" })));

        Assert.Equal(21, problem.Result.Code);
    }

    [Fact]
    public async Task A_start_without_answer_is_not_sent_twice()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Disconnect, Functions.StartTest);

        await Assert.ThrowsAsync<MaccorOutcomeUnknownException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" })));

        Assert.Single(lab.Requests<StartTestRequest>());
    }

    [Fact]
    public async Task A_start_counts_also_where_the_name_cannot_be_read()
    {
        using var lab = await Lab.OpenAsync();
        lab.Tester.Faults.Next(Fault.Error(), Functions.Names);

        var started = await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" }));

        Assert.Equal(("", "Rest"), (started.TestName, started.Procedure));
    }

    [Fact]
    public async Task A_name_that_the_tester_does_not_have_yet_is_asked_for_again()
    {
        using var lab = await Lab.OpenAsync(clock: new LeapingTime());
        lab.Tester.Faults.Next(Fault.Change<NamesReply>(reply => reply.TestName = ""), Functions.Names, count: 2);

        var started = await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest", TestName = "late" }));

        Assert.Equal("late", started.TestName);
    }

    [Fact]
    public async Task A_channel_that_does_not_show_the_test_yet_is_looked_at_again()
    {
        using var lab = await Lab.OpenAsync(clock: new LeapingTime());
        lab.Tester.Requests.Served += (_, request) =>
        {
            if (request.Function == Functions.StartTest)
                lab.Tester.Faults.Next(
                    Fault.Change<StatesReply>(reply => reply.States[0].Stat = (ushort)ChannelState.Selected), Functions.States, count: 2);
        };

        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" }));

        Assert.Equal("4,1 6,11 6,2 4,1 4,1 4,1 4,6", lab.Asked);
    }

    [Fact]
    public async Task A_channel_that_does_not_get_free_is_an_error()
    {
        using var lab = await RestCompletedAsync(new ManualTime(), "old", new LeapingTime());
        lab.Tester.Faults.Next(Fault.Result(0), Functions.Reset);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" })));

        Assert.Equal("ChannelNotFreed", problem.ErrorId);
        Assert.Empty(lab.Requests<StartTestRequest>());
    }

    [Theory]
    [InlineData("a/b", "Rest", "InvalidTestName")]
    [InlineData("a\nb", "Rest", "InvalidTestName")]
    [InlineData("", "Rest", "InvalidTestName")]
    [InlineData("a ", "Rest", "InvalidTestName")]
    [InlineData("a.", "Rest", "InvalidTestName")]
    [InlineData("con", "Rest", "InvalidTestName")]
    [InlineData("NUL.txt", "Rest", "InvalidTestName")]
    [InlineData("COM\u00b9", "Rest", "InvalidTestName")]
    [InlineData(".000", "Rest", "InvalidTestName")]
    [InlineData(".999", "Rest", "InvalidTestName")]
    [InlineData("Random", "a:b", "InvalidProcedure")]
    [InlineData("Random", "", "InvalidProcedure")]
    [InlineData("Random", ".999", "InvalidProcedure")]
    [InlineData("Random", ".000", "InvalidProcedure")]
    public async Task A_name_that_cannot_be_a_file_name_is_an_error_and_nothing_is_sent(string name, string procedure, string errorId)
    {
        using var lab = await Lab.OpenAsync();

        var problem = await Assert.ThrowsAsync<MaccorInputException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = procedure, TestName = name })));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Empty(lab.Asked);
    }

    [Theory]
    [InlineData(LinkKind.Json, 250)]
    [InlineData(LinkKind.Binary, 25)]
    public async Task A_name_may_be_as_long_as_the_transport_carries(LinkKind protocol, int longest)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);
        TestStart Start(int length) => new(1, new TestPlan { Procedure = "Rest", TestName = new string('x', length) });

        await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.StartTestAsync(Start(longest + 1)));
        Assert.Empty(lab.Asked);
        Assert.Equal(longest, (await lab.Session.StartTestAsync(Start(longest))).TestName.Length);
    }

    [Theory]
    [InlineData(0f, 1f, 0)]
    [InlineData(float.NaN, 1f, 0)]
    [InlineData(1f, -1f, 0)]
    [InlineData(1f, 1f, 8)]
    public async Task An_option_beyond_what_a_tester_takes_is_an_error_and_nothing_is_sent(float capacity, float mass, byte gain)
    {
        using var lab = await Lab.OpenAsync();
        var plan = new TestPlan { Procedure = "Rest", CapacityAh = capacity, Mass = mass, VoltageGain = gain };

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.StartTestAsync(new TestStart(1, plan)));

        Assert.Equal("IllegalStartOption", problem.ErrorId);
        Assert.Empty(lab.Asked);
    }

    [Theory]
    [InlineData("Cell {channel}", "Cell 7")]
    [InlineData("{0}-{0}", "7-7")]
    [InlineData("Cell {Channel}", "Cell 7")]
    [InlineData("Cell", "Cell")]
    public void A_name_has_a_place_for_the_channel(string name, string expected)
    {
        Assert.Equal(expected, TestName.For(name, 7));
        Assert.Equal(name != expected, TestName.HasPlaceholder(name));
    }

    [Fact]
    public async Task What_a_start_would_do_is_told_in_words()
    {
        using var lab = await Lab.OpenAsync();
        var start = new TestStart(2, new TestPlan { Procedure = "Rest", TestName = "Cell {0}" }) { Limits = Limits };

        Assert.Equal(
            "Reset the channel, which frees it of its test (Completed; the data file stays on the tester), then set the safety limits "
            + "2.5 V to 4.25 V, charge 5 A, discharge 5 A, then start procedure 'Rest' as test 'Cell 2'",
            start.Describe(ChannelState.Completed));
    }

    private static async Task<Lab> RestCompletedAsync(ManualTime time, string name, TimeProvider? clock = null)
    {
        var lab = await Lab.OpenAsync(options => (options.TimeProvider, options.Speed) = (time, 1), clock: clock);
        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest", TestName = name }));
        time.AdvanceSeconds(61);
        Assert.Equal(ChannelState.Completed, await lab.Session.ReadStateAsync(1));
        lab.Tester.Requests.Clear();
        return lab;
    }
}
