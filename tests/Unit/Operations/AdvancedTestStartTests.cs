using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Transport;
using MacNet.Tests.Unit.Time;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public sealed class AdvancedTestStartTests
{
    [Theory]
    [InlineData(LinkKind.Json, "4,6")]
    [InlineData(LinkKind.Binary, "4,11")]
    public async Task A_new_test_starts_at_a_step_with_its_counters_preset(LinkKind protocol, string names)
    {
        using var lab = await Lab.OpenAsync(protocol: protocol);
        var start = new AdvancedTestStart
        {
            Plan = new TestPlan { Procedure = "Full cycle", TestName = "Cell {channel}", Comment = "again", CapacityAh = 2, Chamber = 1 },
            Step = 3,
            Cycle = 4,
            TestTime = 100,
            StepTime = 10,
            Capacity = 0.5f,
            Energy = 1.5f,
            RemainingLoops = [2, null, 3],
        };

        var started = await lab.Session.RestartTestAsync(2, start);

        Assert.Equal("Cell 2", started.TestName);
        Assert.Equal($"4,1 6,13 4,1 {names}", lab.Asked);
        var request = Assert.Single(lab.Requests<AdvancedStartRequest>());
        Assert.Equal(
            (3, 4, 100f, 10f, 0.5f, 1.5f),
            (request.TestStep, request.Cycle, request.TestTime, request.StepTime, request.Capacity, request.Energy));
        Assert.Equal((2, -1, 3, -1), (request.RemainingLoop1, request.RemainingLoop2, request.RemainingLoop3, request.RemainingLoop4));
        Assert.Equal(0, request.Options);
        var status = await lab.Session.ReadStatusAsync(2);
        Assert.Equal((3, 4u, 100), (status.Step, status.Cycle, status.TestTime!.Value.TotalSeconds));
    }

    [Fact]
    public async Task What_is_not_given_is_left_to_the_tester()
    {
        using var lab = await Lab.OpenAsync();

        await lab.Session.RestartTestAsync(1, new AdvancedTestStart { Plan = new TestPlan { Procedure = "Rest" } });

        var request = Assert.Single(lab.Requests<AdvancedStartRequest>());
        Assert.Equal(
            (-1f, -1f, -1, -1, -1f, -1f),
            (request.TestTime, request.StepTime, request.TestStep, request.Cycle, request.Capacity, request.Energy));
    }

    [Fact]
    public async Task An_archived_test_goes_on_by_its_own_procedure()
    {
        using var lab = await ArchivedAsync();
        var start = new AdvancedTestStart { ArchivedTest = "old.001", UseArchivedProcedure = true, AddShelfTime = true, RemoveRecords = 1 };

        var started = await lab.Session.RestartTestAsync(2, start);

        Assert.Equal(("old", "Rest"), (started.TestName, started.Procedure));
        var request = Assert.Single(lab.Requests<AdvancedStartRequest>());
        Assert.Equal((7, "old.001", 1), (request.Options, request.ArchivedTestName, request.RemoveLastDataRecords));
    }

    [Fact]
    public async Task An_archived_test_that_is_not_there_is_refused()
    {
        using var lab = await Lab.OpenAsync();

        var problem = await Assert.ThrowsAsync<MaccorRefusedException>(
            () => lab.Session.RestartTestAsync(2, new AdvancedTestStart { ArchivedTest = "none.001", UseArchivedProcedure = true }));

        Assert.Equal(4, problem.Result.Code);
    }

    [Fact]
    public async Task An_archived_test_goes_on_with_the_capacity_and_the_limits_that_it_had()
    {
        using var lab = await Lab.OpenAsync();
        var limits = new SafetyLimits { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 1, DischargeCurrent = 1 };
        var plan = new TestPlan { Procedure = "Rest", TestName = "CR7", CapacityAh = 0.5f };
        await lab.Session.StartTestAsync(new TestStart(7, plan) { Limits = limits });
        await lab.Session.ResetChannelAsync(7);

        var restarted = await lab.Session.RestartTestAsync(
            7, new AdvancedTestStart { ArchivedTest = "CR7.00{Channel}", UseArchivedProcedure = true });

        Assert.Equal(0.5f, Assert.Single(lab.Requests<AdvancedStartRequest>()).CRate);
        Assert.Equal((0.5f, 4.25f), (restarted.CapacityAh, restarted.VoltageMax));
        Assert.Equal(2, lab.Requests<SafetyLimitsMessage>().Length);
    }

    [Fact]
    public async Task What_an_archived_test_had_must_be_given_where_the_session_does_not_know_it()
    {
        using var lab = await ArchivedAsync();
        using var other = await MacNet.Protocol.Session.MaccorSession.ConnectAsync(Connecting.OptionsFor(lab.Tester));
        var start = new AdvancedTestStart { ArchivedTest = "old.001", UseArchivedProcedure = true };

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => other.RestartTestAsync(2, start));
        var given = start with { Plan = new TestPlan { CapacityAh = 0.5f }, KeepLimits = true };
        await other.RestartTestAsync(2, given);

        Assert.Equal("ArchivedTestNotKnown", problem.ErrorId);
        Assert.Contains("CapacityAh", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0.5f, Assert.Single(lab.Requests<AdvancedStartRequest>()).CRate);
    }

    [Fact]
    public async Task A_test_that_is_still_on_the_channel_must_be_archived_first()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" }));
        lab.Tester.Channels[1].Fail(RecordReason.LostCurrentControl);

        var problem = await Assert.ThrowsAsync<MaccorStateException>(
            () => lab.Session.RestartTestAsync(1, new AdvancedTestStart { Plan = new TestPlan { Procedure = "Rest" } }));

        Assert.Equal("TestOnChannel", problem.ErrorId);
        Assert.Empty(lab.Requests<AdvancedStartRequest>());
    }

    public static TheoryData<AdvancedTestStart, string> Impossible => new()
    {
        { new() { Plan = new() { Procedure = "Rest" }, AddShelfTime = true }, "IllegalStartOption" },
        { new() { Plan = new() { Procedure = "Rest" }, RemoveRecords = 1 }, "IllegalStartOption" },
        { new() { UseArchivedProcedure = true }, "IllegalStartOption" },
        { new() { ArchivedTest = "a.001", UseArchivedProcedure = true, RemoveRecords = 21 }, "IllegalStartOption" },
        { new() { ArchivedTest = "../a.001", UseArchivedProcedure = true }, "InvalidArchivedTest" },
        { new() { ArchivedTest = new string('x', 251), UseArchivedProcedure = true }, "InvalidArchivedTest" },
        { new() { ArchivedTest = "a.001" }, "InvalidProcedure" },
        { new() { Plan = new() { Procedure = "Rest", TestName = "a/b" } }, "InvalidTestName" },
        { new() { Plan = new() { Procedure = "Rest", CapacityAh = -1 } }, "IllegalStartOption" },
        { new() { Plan = new() { Procedure = "Rest" }, Step = 0 }, "IllegalStartOption" },
        { new() { Plan = new() { Procedure = "Rest" }, Step = 40000 }, "IllegalStartOption" },
        { new() { Plan = new() { Procedure = "Rest" }, Cycle = -1 }, "IllegalStartOption" },
        { new() { Plan = new() { Procedure = "Rest" }, RemainingLoops = [1, 2, 3, 4, 5] }, "IllegalStartOption" },
        { new() { Plan = new() { Procedure = "Rest" }, RemainingLoops = [40000] }, "IllegalStartOption" },
        { new() { Plan = new() { Procedure = "Rest" }, TestTime = -1 }, "IllegalStartOption" },
        { new() { Plan = new() { Procedure = "Rest" }, Energy = float.NaN }, "IllegalStartOption" },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public async Task Options_that_cannot_be_are_an_error_and_nothing_is_sent(AdvancedTestStart start, string errorId)
    {
        using var lab = await Lab.OpenAsync();

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => lab.Session.RestartTestAsync(1, start));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Empty(lab.Asked);
    }

    [Fact]
    public void What_a_start_would_do_is_told_in_words() => Assert.Equal(
        "Go on with archived test 'old.001' by its own procedure from step 3; other channels that are selected become unselected",
        new AdvancedTestStart { ArchivedTest = "old.001", UseArchivedProcedure = true, Step = 3 }.Describe(1));

    [Fact]
    public void All_that_is_preset_is_told_in_words() => Assert.Equal(
        "Go on with archived test 'old.001' by its own procedure, C-rates by 2 Ah from step 3, with cycle 4, with 0.5 Ah, "
            + "with 2, all turns left of its loops, without its last 1 records, with the time that it lay on the shelf; "
            + "other channels that are selected become unselected",
        new AdvancedTestStart
        {
            ArchivedTest = "old.00{channel}",
            UseArchivedProcedure = true,
            Plan = new TestPlan { CapacityAh = 2 },
            Step = 3,
            Cycle = 4,
            Capacity = 0.5f,
            RemainingLoops = [2, null],
            RemoveRecords = 1,
            AddShelfTime = true,
        }.Describe(1));

    [Fact]
    public async Task A_test_name_that_comes_along_is_not_asked_for_where_an_archived_test_keeps_its_own()
    {
        using var lab = await ArchivedAsync();

        await lab.Session.RestartTestAsync(
            2, new AdvancedTestStart { ArchivedTest = "old.001", UseArchivedProcedure = true, Plan = new TestPlan { TestName = "old" } });

        Assert.Equal(TestName.Random, Assert.Single(lab.Requests<AdvancedStartRequest>()).TestName);
    }

    private static async Task<Lab> ArchivedAsync()
    {
        var time = new ManualTime();
        var lab = await Lab.OpenAsync(options => (options.TimeProvider, options.Speed) = (time, 1));
        await lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest", TestName = "old" }));
        time.AdvanceSeconds(30);
        await lab.Session.CommandAsync(Functions.Reset, new ChannelRequest { Channel = 1 });
        lab.Tester.Requests.Clear();
        return lab;
    }
}
