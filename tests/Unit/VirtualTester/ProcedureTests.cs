using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Options;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public class ProcedureTests
{
    public static TheoryData<string> BuiltIn => new(new Bench().System.Procedures.Names);

    [Fact]
    public void The_promised_procedures_are_built_in() =>
        Assert.Equal(
            ["CC discharge", "CCCV charge", "Faulty", "Full cycle", "Pulse train", "Rest", "VAR charge"],
            new Bench().System.Procedures.Names);

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void A_built_in_procedure_compiles_and_describes_itself(string name) =>
        Assert.NotEqual("", new Bench().System.Procedures.Compile(name).Description);

    [Fact]
    public void A_CCCV_charge_holds_the_voltage_and_ends_when_the_current_has_fallen()
    {
        var bench = new Bench();
        Assert.Equal(CommandResult.OkCode, bench.Run("CCCV charge"));

        var charging = bench.After(60);
        Assert.Equal((ChannelState.Active, ChannelActivity.Charge), (charging.Stat, charging.Activity));
        Assert.Equal(1, charging.Current, 6);

        bench.Time.AdvanceSeconds(3600);
        var holding = bench.Reading;
        Assert.Equal(4.2, holding.Voltage, 6);
        Assert.InRange(holding.Current, 0.05, 0.99);

        var completed = bench.After(7200);
        Assert.Equal(
            (ChannelState.Completed, ChannelActivity.Complete, RecordReason.NormalEnd),
            (completed.Stat, completed.Activity, completed.Reason));
        Assert.Equal(0, completed.Current);
        Assert.Equal(1, bench.One.EndNumber);
        Assert.Equal(bench.One.Cell.Capacity * (bench.One.Cell.StateOfCharge - 0.5), completed.Capacity, 6);
    }

    [Fact]
    public void What_is_read_does_not_depend_on_how_often_it_is_read()
    {
        var seldom = new Bench();
        var often = new Bench();
        seldom.Run("Full cycle");
        often.Run("Full cycle");

        seldom.Time.AdvanceSeconds(6000);
        for (var i = 0; i < 600; i++)
            often.After(10);

        Assert.Equal(seldom.Reading, often.Reading);
    }

    [Fact]
    public void A_full_cycle_counts_three_cycles()
    {
        var bench = new Bench();
        bench.Run("Full cycle");

        var end = bench.After(100_000);

        Assert.Equal((ChannelState.Completed, 3u), (end.Stat, end.Cycle));
        Assert.InRange(end.TestTime, 3 * 7200, 100_000);
    }

    [Fact]
    public void The_current_of_a_VAR_charge_follows_the_variable()
    {
        var bench = new Bench();
        bench.One.SetVariable(1, 0.5f);
        bench.Run("VAR charge");
        Assert.Equal(0.5, bench.After(10).Current, 6);

        bench.One.SetVariable(1, 0.8f);

        Assert.Equal(0.8, bench.Reading.Current, 6);
        bench.One.SetVariable(2, 1);
        Assert.Equal(ChannelState.Completed, bench.Reading.Stat);
    }

    [Fact]
    public void A_pulse_train_switches_at_its_times()
    {
        var bench = new Bench();
        bench.Run("Pulse train");

        Assert.Equal(ChannelActivity.Rest, bench.After(9.9).Activity);
        Assert.Equal(ChannelActivity.Discharge, bench.After(0.2).Activity);
        Assert.Equal(2, bench.Reading.Current, 6);
        Assert.Equal(ChannelActivity.Rest, bench.After(10).Activity);
        Assert.Equal(0.1, bench.Reading.StepTime, 6);
        Assert.Equal(410, bench.After(1000).TestTime, 6);
        Assert.Equal((2, 1), (bench.One.NumberOfEnds, bench.One.EndNumber));
    }

    [Fact]
    public void A_pulse_train_on_an_empty_cell_reaches_its_other_end()
    {
        var bench = new Bench();
        bench.One.Cell.StateOfCharge = 0;
        bench.Run("Pulse train");

        Assert.Equal(ChannelState.Completed, bench.After(1000).Stat);
        Assert.Equal(2, bench.One.EndNumber);
    }

    [Fact]
    public void After_completion_the_last_step_and_its_time_stay()
    {
        var bench = new Bench();
        bench.RunSteps("""
            { "do": "rest", "until": "stepTime >= 5" }, { "do": "charge", "current": 1, "until": "stepTime >= 7" }, { "do": "advance cycle" }
            """);

        var end = bench.After(100);

        Assert.Equal((ChannelState.Completed, 2, 7.0, 12.0), (end.Stat, end.Step, end.StepTime, end.TestTime));
    }

    [Theory]
    [InlineData(CapacityReset.Direction, 3.0)]
    [InlineData(CapacityReset.Step, 1.0)]
    public void Capacity_counts_anew_with_each_direction_or_with_each_step(CapacityReset reset, double hours)
    {
        var bench = new Bench(options => options.CapacityReset = reset);
        const string hour = """{ "do": "discharge", "current": 0.1, "until": "stepTime >= 3600" }""";
        bench.RunSteps($$"""
            { "do": "charge", "current": 0.1, "until": "stepTime >= 3600" }, {{hour}}, { "do": "rest", "until": "stepTime >= 60" }, {{hour}}, {{hour}}
            """);

        Assert.Equal(0.1 * hours, bench.After(20_000).Capacity, 9);
    }

    [Fact]
    public void A_faulty_procedure_ends_in_a_problem()
    {
        var bench = new Bench();
        bench.Run("Faulty");
        Assert.Equal(ChannelState.Active, bench.After(29).Stat);

        var problem = bench.After(2);

        Assert.Equal(
            (ChannelState.Problem, ChannelActivity.Problem, RecordReason.LostCurrentControl),
            (problem.Stat, problem.Activity, problem.Reason));
        Assert.Equal(30, problem.TestTime, 6);
    }

    [Fact]
    public void A_pause_step_suspends_until_the_test_is_resumed()
    {
        var bench = new Bench();
        bench.RunSteps("""
            { "do": "rest", "until": "stepTime >= 5" }, { "do": "pause" }, { "do": "rest", "until": "stepTime >= 5" }
            """);

        var paused = bench.After(100);
        Assert.Equal((ChannelState.Suspended, RecordReason.Suspended, 5.0), (paused.Stat, paused.Reason, paused.TestTime));

        bench.One.Resume();
        var end = bench.After(100);
        Assert.Equal((ChannelState.Completed, 10.0), (end.Stat, end.TestTime));
    }

    [Fact]
    public void Loops_nest_four_deep()
    {
        var bench = new Bench();
        const string step = """{ "do": "rest", "until": "stepTime >= 1" }""";
        var nested = Enumerable.Range(0, 4).Aggregate(step, (inner, _) => $$"""{ "do": "loop", "times": 2, "steps": [ {{inner}} ] }""");

        Assert.Equal(CommandResult.OkCode, bench.RunSteps(nested));
        Assert.Equal(16, bench.After(100).TestTime);
        bench.One.Reset();
        Assert.Equal(StartTestResult.InvalidEntry, bench.RunSteps($$"""{ "do": "loop", "times": 2, "steps": [ {{nested}} ] }"""));
    }

    [Fact]
    public void A_condition_can_lead_to_a_named_step_and_compare_variables()
    {
        var bench = new Bench();
        bench.RunSteps("""
            { "do": "rest", "until": ["VAR3 > 2 -> last", "stepTime >= 100"] },
            { "do": "problem", "code": 194 },
            { "do": "rest", "name": "last", "until": "stepTime >= 7" }
            """);
        bench.After(10);

        bench.One.SetVariable(3, 2.5f);

        Assert.Equal(3, bench.Reading.Step);
        Assert.Equal(17, bench.After(50).TestTime, 6);
    }

    [Fact]
    public void A_called_procedure_runs_in_place_with_names_of_its_own()
    {
        var bench = new Bench();
        bench.System.Procedures.Add("Inner", """
            { "steps": [ { "do": "rest", "name": "again", "until": ["cycle >= 1", "stepTime >= 3 -> on"] },
                         { "do": "advance cycle", "name": "on" } ] }
            """);
        bench.RunSteps("""
            { "do": "call", "procedure": "Inner" }, { "do": "rest", "name": "on", "until": "stepTime >= 4" }
            """);

        var end = bench.After(100);

        Assert.Equal((ChannelState.Completed, 7.0, 1u), (end.Stat, end.TestTime, end.Cycle));
    }

    [Fact]
    public void A_procedure_that_goes_in_circles_without_taking_time_is_a_fault()
    {
        var bench = new Bench();
        bench.RunSteps("""
            { "do": "rest", "name": "here", "until": "stepTime >= 0 -> here" }
            """);

        Assert.Equal((ChannelState.Problem, RecordReason.TimeoutFault), (bench.Reading.Stat, bench.Reading.Reason));
    }

    [Theory]
    [InlineData("""{ "do": "charge", "current": 1 }""", "'until' is missing")]
    [InlineData("""{ "do": "charge", "until": "stepTime >= 1" }""", "one of current, voltage, power and resistance")]
    [InlineData("""{ "do": "charge", "current": "VAR16", "until": "stepTime >= 1" }""", "VAR1 to VAR15")]
    [InlineData("""{ "do": "rest", "until": "volts >= 1" }""", "not a condition")]
    [InlineData("""{ "do": "rest", "until": "stepTime >= 1 -> nowhere" }""", "no step is named 'nowhere'")]
    [InlineData("""{ "do": "dance" }""", "'dance' is not a kind of step")]
    [InlineData("""{ "do": "end", "current": 1 }""", "'current' is not known here")]
    [InlineData("{ ", "is not a procedure of the virtual tester")]
    public void A_procedure_that_does_not_compile_says_why(string step, string reason)
    {
        var bench = new Bench();
        bench.RunSteps(step);

        var (code, details) = bench.System.Check(bench.One, Bench.Start("Under test"));

        Assert.Equal(CheckStartResult.CompileError, code);
        Assert.Contains(reason, details, StringComparison.Ordinal);
        Assert.Equal(details, bench.System.NextCheckDetail());
        Assert.Equal("", bench.System.NextCheckDetail());
    }

    [Fact]
    public void A_call_of_a_missing_procedure_has_a_code_of_its_own()
    {
        var bench = new Bench();
        bench.RunSteps("""{ "do": "call", "procedure": "Nothing" }""");

        Assert.Equal(CheckStartResult.NoSubroutine, bench.System.Check(bench.One, Bench.Start("Under test")).Code);
        Assert.Equal(CheckStartResult.NoProcedure, bench.System.Check(bench.One, Bench.Start("Nothing")).Code);
    }
}
