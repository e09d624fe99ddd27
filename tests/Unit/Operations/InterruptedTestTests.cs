using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using MacNet.Tests.Unit.Time;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public sealed class InterruptedTestTests
{
    private static readonly SafetyLimits Limits =
        new() { VoltageMax = 4.25f, VoltageMin = 2.5f, ChargeCurrent = 1, DischargeCurrent = 1.5f };

    [Fact]
    public async Task A_test_that_a_power_failure_cut_off_goes_on_with_the_current_and_the_limits_that_it_had()
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(options => (options.TimeProvider, options.Speed) = (time, 1));
        lab.Tester.Procedures.Add("Half C", """{ "steps": [ { "do": "charge", "current": "0.5C", "until": "stepTime >= 3600" }, { "do": "end" } ] }""");
        await StartAsync(lab.Session, 3, "Half C");
        var current = (await lab.Session.ReadStatusAsync(3)).Current;
        time.AdvanceSeconds(90);

        lab.Tester.LosePower();
        var test = Assert.Single(await FindAsync(lab.Session));
        var restart = new AdvancedTestStart { ArchivedTest = test.ArchivedTest, UseArchivedProcedure = true };
        var whole = await lab.Session.CheckRestartAsync(3, restart);
        var before = await lab.Session.CheckRestartStateAsync(3, whole);
        await lab.Session.RestartTestAsync(3, restart);

        Assert.Equal((ChannelState.PowerFail, 0u, 1, 90), (test.State, test.Cycle, test.Step, test.TestTime!.Value.TotalSeconds));
        Assert.Equal(0.5f * 0.5f * 90 / 3600, test.Capacity!.Value, 5);
        Assert.Equal(("Cell 3.003", "Half C", true), (test.ArchivedTest, test.ArchivedProcedure, test.IsKnown));
        Assert.Equal((0.5f, (byte)1, 4.25f, 1.5f), (test.CapacityAh, test.Chamber, test.VoltageMax, test.DischargeCurrentMax));
        Assert.StartsWith("Set the safety limits 2.5 V to 4.25 V", whole.Describe(3), StringComparison.Ordinal);
        Assert.Contains("C-rates by 0.5 Ah, in chamber 1", whole.Describe(3), StringComparison.Ordinal);
        Assert.Equal(("", "archive the interrupted test on the channel"), (whole.DescribeNotGiven(), before));
        var now = await lab.Session.ReadStatusAsync(3);
        Assert.Equal((ChannelState.Active, current), (now.State, now.Current));
        Assert.Equal((4.25f, 1.5f), (lab.Tester.Channels[3].SafetyLimits.VoltageMax, lab.Tester.Channels[3].SafetyLimits.DischargeCurrent));
        // From its last record on.
        Assert.Equal(60, now.TestTime!.Value.TotalSeconds);
        Assert.Empty(await FindAsync(lab.Session));
    }

    [Fact]
    public async Task One_message_finds_that_there_is_none_and_two_more_tell_of_each_that_there_is()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.StartTestAsync(new TestStart(2, new TestPlan { Procedure = "Rest" }));
        await lab.Session.StartTestAsync(new TestStart(5, new TestPlan { Procedure = "Rest" }));
        lab.Tester.Requests.Clear();

        await FindAsync(lab.Session);
        lab.Tester.LosePower();
        await FindAsync(lab.Session);

        Assert.Equal("4,1 1,2 4,1 4,6 4,7 4,6 4,7", lab.Asked);
    }

    [Fact]
    public async Task A_test_that_is_archived_without_its_end_is_found_and_goes_on()
    {
        using var lab = await Lab.OpenAsync();
        await StartAsync(lab.Session, 4, "Rest");
        lab.Tester.LosePower();
        // As a tester's software does that clears up when it starts.
        await lab.Session.CommandAsync(Functions.Archive, new ChannelRequest { Channel = 4 });

        var test = Assert.Single(await FindAsync(lab.Session));
        await lab.Session.RestartTestAsync(4, new AdvancedTestStart { ArchivedTest = test.ArchivedTest, UseArchivedProcedure = true });

        Assert.Equal((ChannelState.Available, "Cell 4.004", (int?)null, true), (test.State, test.ArchivedTest, test.Step, test.IsKnown));
        Assert.Equal(0.5f, Assert.Single(lab.Requests<AdvancedStartRequest>()).CRate);
    }

    [Fact]
    public async Task What_the_session_set_a_test_s_variables_to_is_told_and_those_that_are_lost()
    {
        using var lab = await Lab.OpenAsync();
        await lab.Session.SetVariableAsync(2, 1, 0.5f);
        await StartAsync(lab.Session, 2, "Rest");
        await lab.Session.SetVariableAsync(2, 3, 4.1f);
        await lab.Session.SetVariableAsync(2, 1, 0.25f);
        lab.Tester.LosePower();

        var test = Assert.Single(await FindAsync(lab.Session));
        var restart = new AdvancedTestStart { ArchivedTest = test.ArchivedTest, UseArchivedProcedure = true };
        await lab.Session.SetVariableAsync(2, 3, 4.1f);
        var lost = Assert.Single(await lab.Session.FindLostVariablesAsync(2, restart));

        Assert.Equal(["lab, channel 2: VAR1 0.25", "lab, channel 2: VAR3 4.1"], test.Variables.Select(variable => variable.ToString()));
        Assert.Equal(("VAR1", 0.25f), (lost.Name, lost.Value));

        await lab.Session.RestartTestAsync(2, restart);
        lab.Tester.LosePower();

        // As it went on it had the other one alone.
        Assert.Equal("VAR3", Assert.Single(Assert.Single(await FindAsync(lab.Session)).Variables).Name);
    }

    [Fact]
    public async Task Nothing_is_asked_of_variables_that_nobody_set()
    {
        using var lab = await InterruptedAsync();
        lab.Tester.Requests.Clear();

        Assert.Empty(await lab.Session.FindLostVariablesAsync(1, new AdvancedTestStart { ArchivedTest = "Cell 1.001" }));

        Assert.Equal("", lab.Asked);
    }

    [Fact]
    public async Task A_test_whose_end_was_seen_and_one_that_was_stopped_are_not_interrupted()
    {
        using var lab = await Lab.OpenAsync();
        await StartAsync(lab.Session, 1, "Rest");
        await StartAsync(lab.Session, 2, "Rest");
        lab.Tester.Channels[1].Fail(RecordReason.VoltageSafety);

        await lab.Session.ClearChannelAsync(1);
        await lab.Session.ResetChannelAsync(2);

        Assert.Empty(await FindAsync(lab.Session));
    }

    [Fact]
    public async Task Of_a_test_that_another_session_started_nothing_is_made_up()
    {
        using var lab = await Lab.OpenAsync();
        await StartAsync(lab.Session, 6, "Rest");
        lab.Tester.LosePower();
        using var other = await MaccorSession.ConnectAsync(Connecting.OptionsFor(lab.Tester));

        var test = Assert.Single(await FindAsync(other));
        var problem = await Assert.ThrowsAsync<MaccorInputException>(
            () => other.RestartTestAsync(
                6,
                new AdvancedTestStart
                {
                    ArchivedTest = test.ArchivedTest,
                    UseArchivedProcedure = true,
                    Plan = new TestPlan { CapacityAh = test.CapacityAh }
                }));

        Assert.Equal((false, null, null, null), (test.IsKnown, test.CapacityAh, test.VoltageMax, test.Chamber));
        Assert.Equal("ArchivedTestNotKnown", problem.ErrorId);
        Assert.Equal(ChannelState.PowerFail, await other.ReadStateAsync(6));
    }

    [Fact]
    public async Task An_interrupted_test_is_not_started_over()
    {
        using var lab = await InterruptedAsync();

        var start = await Assert.ThrowsAsync<MaccorStateException>(
            () => lab.Session.StartTestAsync(new TestStart(1, new TestPlan { Procedure = "Rest" })));
        var restart = await Assert.ThrowsAsync<MaccorStateException>(
            () => lab.Session.RestartTestAsync(1, new AdvancedTestStart { Plan = new TestPlan { Procedure = "Rest" } }));

        Assert.Equal(("TestInterrupted", "TestInterrupted"), (start.ErrorId, restart.ErrorId));
    }

    [Fact]
    public async Task Another_test_does_not_push_an_interrupted_one_off_its_channel()
    {
        using var lab = await InterruptedAsync();
        var other =
            new AdvancedTestStart
            {
                ArchivedTest = "Cell 2.002",
                UseArchivedProcedure = true,
                KeepLimits = true,
                Plan = new TestPlan { CapacityAh = 1 }
            };

        var problem = await Assert.ThrowsAsync<MaccorStateException>(() => lab.Session.RestartTestAsync(1, other));

        Assert.Equal("TestOnChannel", problem.ErrorId);
        Assert.Equal(ChannelState.PowerFail, await lab.Session.ReadStateAsync(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_interrupted_test_is_archived_or_reset(bool archive)
    {
        using var lab = await InterruptedAsync();

        if (archive)
            Assert.True(await lab.Session.ClearChannelAsync(1));
        else
            await lab.Session.ResetChannelAsync(1);

        Assert.Equal(ChannelState.Available, await lab.Session.ReadStateAsync(1));
        Assert.True(await lab.Session.TestNameExistsAsync("Cell 1"));
    }

    [Theory]
    [InlineData("Cell 7.003", "Cell 7.003")]
    [InlineData("Cell {channel}.{channel}", "Cell 7.007")]
    [InlineData("Cell {0}.00{Channel}", "Cell 7.007")]
    [InlineData("Cell 7", "Cell 7")]
    public void The_channel_s_number_as_extension_has_three_digits(string given, string dataFile) =>
        Assert.Equal(dataFile, TestName.DataFileFor(given, 7));

    private static async Task StartAsync(MaccorSession session, int channel, string procedure)
    {
        var plan =
            new TestPlan { Procedure = procedure, TestName = "Cell {channel}", CapacityAh = 0.5f, Chamber = (byte)(channel == 3 ? 1 : 0) };
        await session.StartTestAsync(new TestStart(channel, plan) { Limits = Limits });
    }

    private static async Task<Lab> InterruptedAsync()
    {
        var lab = await Lab.OpenAsync();
        await StartAsync(lab.Session, 1, "Rest");
        lab.Tester.LosePower();
        return lab;
    }

    private static async Task<IReadOnlyList<InterruptedTest>> FindAsync(MaccorSession session)
    {
        var found = new List<InterruptedTest>();
        await session.FindInterruptedTestsAsync(channels: null, found.Add, problem => throw problem);
        return found;
    }
}
