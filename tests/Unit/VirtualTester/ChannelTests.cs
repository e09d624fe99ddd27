using System.Text;
using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Channels;
using MacNet.VirtualTester.Files;
using MacNet.VirtualTester.Options;
using MacNet.VirtualTester.Starting;
using Xunit;

namespace MacNet.Tests.Unit.VirtualTester;

public class ChannelTests
{
    private const char Charge = DirectOutputRequest.Charge;
    private const char Discharge = DirectOutputRequest.Discharge;
    private const char Rest = DirectOutputRequest.Rest;

    [Fact]
    public void A_fast_clock_simulates_that_much_more()
    {
        var bench = new Bench(options => options.Speed = 60);
        bench.Run("CCCV charge");

        Assert.Equal(120, bench.After(2).TestTime, 6);
        bench.System.Speed = 1;
        Assert.Equal(122, bench.After(2).TestTime, 6);
    }

    [Fact]
    public void Suspended_time_does_not_count()
    {
        var bench = new Bench();
        bench.Run("CCCV charge");
        bench.After(10);
        Assert.Equal(CommandResult.OkCode, bench.One.Suspend());

        var suspended = bench.After(100);
        Assert.Equal((ChannelActivity.Suspended, 0.0, 10.0), (suspended.Activity, suspended.Current, suspended.TestTime));
        Assert.Equal(StartTestResult.NotActive, bench.One.Suspend());

        Assert.Equal(CommandResult.OkCode, bench.One.Resume());
        Assert.Equal(StartTestResult.NotSuspended, bench.One.Resume());
        Assert.Equal(15, bench.After(5).TestTime, 6);
    }

    [Fact]
    public void A_test_that_ended_is_archived_off_its_channel_and_a_running_one_is_not()
    {
        var bench = new Bench();
        bench.Run("Rest", "Cell A");
        Assert.Equal(StartTestResult.ChannelInUse, bench.One.Archive());
        bench.After(61);

        Assert.Equal(CommandResult.OkCode, bench.One.Archive());

        Assert.Equal(ChannelState.Available, bench.Reading.Stat);
        Assert.Empty(bench.System.Files.List(FileFolder.Active));
        Assert.Equal("Cell A.001", Assert.Single(bench.System.Files.List(FileFolder.Archive)).Name);
    }

    [Fact]
    public void Reset_frees_a_channel_in_any_state()
    {
        var bench = new Bench();
        bench.Run("CCCV charge");

        Assert.Equal(CommandResult.OkCode, bench.One.Reset());

        Assert.Equal((ChannelState.Available, 0u, 0.0), (bench.Reading.Stat, bench.Reading.LastRecord, bench.Reading.Current));
        Assert.Equal(CommandResult.OkCode, bench.Run("CCCV charge"));
    }

    [Fact]
    public void Names_are_unique_over_active_and_archived_tests()
    {
        var bench = new Bench();
        bench.Run("Rest", "Cell A");
        var two = bench.System.Channels[2];

        Assert.Equal(StartTestResult.NameNotUnique, bench.System.Starter.Start([two], Bench.Start("Rest", "cell a"), new()));
        bench.One.Reset();
        Assert.Equal(StartTestResult.NameNotUnique, bench.Run("Rest", "Cell A"));
        Assert.Equal(CheckStartResult.NameInArchive, bench.System.Check(two, Bench.Start("Rest", "Cell A")).Code);
        Assert.Equal(StartDirectResult.NoPseudoProcedure, bench.RunDirect(Bench.Direct(Charge, 1), "Cell A"));
    }

    [Fact]
    public void Random_makes_a_new_name_each_time_and_is_case_sensitive()
    {
        var bench = new Bench();
        bench.Run("Rest", "Random");
        var first = bench.One.Names.TestName;
        bench.One.Reset();
        bench.Run("Rest", "Random");
        var second = bench.One.Names.TestName;
        bench.One.Reset();
        bench.Run("Rest", "random");

        Assert.NotEqual(first, second);
        Assert.NotEqual("Random", first);
        Assert.Equal("random", bench.One.Names.TestName);
    }

    [Fact]
    public void A_start_is_refused_with_the_documented_code()
    {
        var bench = new Bench();
        int Try(TestOrder start, params Channel[] channels) => bench.System.Starter.Start(channels, start, new());

        Assert.Equal(StartTestResult.NoChannelsSelected, Try(Bench.Start("Rest")));
        Assert.Equal(StartTestResult.NoProcedure, Try(Bench.Start("Unknown"), bench.One));
        Assert.Equal(StartTestResult.InvalidEntry, Try(Bench.Start("Rest", "a/b"), bench.One));
        Assert.Equal(StartTestResult.InvalidEntry, Try(Bench.Start("Rest") with { Chamber = 3 }, bench.One));
        Assert.Equal(StartTestResult.InvalidEntry, Try(Bench.Start("Rest") with { CRate = float.NaN }, bench.One));
        Assert.Equal(StartTestResult.NameTooLong, Try(Bench.Start("Rest", new string('x', 251)), bench.One));
        Assert.Equal(CommandResult.OkCode, Try(Bench.Start("Rest") with { Chamber = 2 }, bench.One));
        Assert.Equal(StartTestResult.ChannelInUse, Try(Bench.Start("Rest"), bench.One));
        Assert.Equal(StartTestResult.ChamberInUse, Try(Bench.Start("Rest") with { Chamber = 2 }, bench.System.Channels[2]));
        Assert.Equal(
            StartTestResult.RegimesOnSeveralChannels,
            bench.System.Starter.Start(
                [bench.System.Channels[2], bench.System.Channels[3]], Bench.Start("Rest"), new() { Regime = "Regime" }));
    }

    [Fact]
    public void Safety_limits_are_kept_within_the_channel_and_in_single_precision()
    {
        var bench = new Bench();

        var inForce = bench.One.SetSafetyLimits(new LimitsInForce(4.25f, 0.1f, 99, 2, 0, 1000));

        Assert.Equal(new LimitsInForce(4.25f, 0.1f, 5, 2, 0, 50), inForce);
        Assert.Equal(inForce, bench.One.SafetyLimits);
    }

    [Fact]
    public void A_voltage_beyond_the_safety_limit_trips_at_the_right_time_even_when_nobody_looked()
    {
        var looked = new Bench();
        var unwatched = new Bench();
        foreach (var bench in new[] { looked, unwatched })
        {
            bench.One.SetSafetyLimits(new LimitsInForce(3.9f, 2.5f, 5, 5, 0, 0));
            bench.Run("CCCV charge");
        }

        while (looked.Reading.Stat == ChannelState.Active)
            looked.Time.AdvanceSeconds(1);
        var late = unwatched.After(20_000);

        Assert.Equal((ChannelState.Problem, RecordReason.VoltageSafety), (late.Stat, late.Reason));
        Assert.Equal(looked.Reading.TestTime, late.TestTime, 3);
        Assert.InRange(late.TestTime, 60, 7200);
    }

    [Fact]
    public void A_current_beyond_the_safety_limit_trips_at_once()
    {
        var bench = new Bench();
        bench.One.SetSafetyLimits(new LimitsInForce(4.3f, 2.5f, 0.5f, 0.5f, 0, 0));

        bench.Run("CCCV charge");

        Assert.Equal(
            (ChannelState.Problem, RecordReason.OverchargeSafety, 0.0), (bench.Reading.Stat, bench.Reading.Reason, bench.Reading.Current));
    }

    [Fact]
    public void Direct_mode_limits_current_voltage_power_and_resistance_by_each_other()
    {
        var bench = new Bench();
        bench.RunDirect(new DirectSettings(Charge, 5, 3.8, 5, 0, 4));
        bench.Time.AdvanceSeconds(1);
        int Set(char mode, double current, double voltage, double power)
        {
            bench.Time.AdvanceSeconds(1);
            return bench.One.SetDirectOutput(new DirectSettings(mode, current, voltage, power, 0, 4));
        }

        Assert.Equal(CommandResult.OkCode, Set(Charge, 0.2, 10, 50));
        Assert.Equal(0.2, bench.Reading.Current, 9);
        Set(Charge, 5, 3.72, 50);
        Assert.Equal(3.72, bench.Reading.Voltage, 9);
        Set(Discharge, 5, 0, 2);
        Assert.Equal(
            (ChannelActivity.Discharge, 2.0), (bench.Reading.Activity, Math.Round(bench.Reading.Current * bench.Reading.Voltage, 9)));
        Set(Rest, 0, 10, 50);
        Assert.Equal((ChannelActivity.Rest, 0.0), (bench.Reading.Activity, bench.Reading.Current));
    }

    [Fact]
    public void Direct_mode_holds_a_resistance()
    {
        var bench = new Bench();
        bench.RunDirect(Bench.Direct(Discharge, current: 99, resistance: 4));

        Assert.Equal(4, bench.Reading.Voltage / bench.Reading.Current, 9);
    }

    [Fact]
    public void A_set_point_that_was_not_active_at_the_start_has_no_effect()
    {
        var bench = new Bench();
        bench.RunDirect(Bench.Direct(Charge, 1, voltage: 20));
        bench.Time.AdvanceSeconds(1);

        bench.One.SetDirectOutput(Bench.Direct(Charge, 1, voltage: 3.6));

        Assert.Equal(1, bench.Reading.Current, 9);
    }

    [Fact]
    public void Direct_mode_is_refused_with_the_documented_code()
    {
        var bench = new Bench();
        Assert.Equal(StartDirectResult.NoPseudoProcedure, bench.RunDirect(new DirectSettings(Charge, 1, 4, 4, 4, 4)));
        Assert.Equal(StartDirectResult.NoPseudoProcedure, bench.RunDirect(new DirectSettings('X', 1, 20, 99, 0, 4)));
        Assert.Equal(DirectOutputResult.NotActive, bench.One.SetDirectOutput(Bench.Direct(Charge, 1)));

        bench.Run("Rest");
        Assert.Equal(StartDirectResult.NotAvailable, bench.RunDirect(Bench.Direct(Charge, 1)));
        Assert.Equal(DirectOutputResult.NotInDirectMode, bench.One.SetDirectOutput(Bench.Direct(Charge, 1)));

        var other = new Bench(options => options.SystemType = 4);
        Assert.Equal(StartDirectResult.IllegalSystemType, other.RunDirect(Bench.Direct(Charge, 1)));
    }

    [Fact]
    public void Direct_mode_takes_a_moment_to_be_ready_and_then_one_output_in_100_ms()
    {
        var bench = new Bench(options =>
        {
            options.Speed = 100;
            options.DirectModeReadyAfter = TimeSpan.FromSeconds(1);
        });
        bench.RunDirect(Bench.Direct(Charge, 1));
        int SetAfter(double milliseconds)
        {
            bench.Time.AdvanceSeconds(milliseconds / 1000);
            return bench.One.SetDirectOutput(Bench.Direct(Charge, 1));
        }

        Assert.Equal(DirectOutputResult.NotReady, SetAfter(999));
        Assert.Equal(CommandResult.OkCode, SetAfter(1));
        Assert.Equal(DirectOutputResult.TooFast, SetAfter(99));
        Assert.Equal(CommandResult.OkCode, SetAfter(1));
    }

    [Fact]
    public void The_watchdog_suspends_a_channel_that_is_not_updated_at_the_right_time()
    {
        var bench = new Bench(options =>
        {
            options.Speed = 10;
            options.DirectModeWatchdog = TimeSpan.FromSeconds(5);
        });
        bench.RunDirect(Bench.Direct(Charge, 1));
        bench.Time.AdvanceSeconds(4);
        bench.One.SetDirectOutput(Bench.Direct(Charge, 1));
        Assert.Equal(ChannelState.Active, bench.After(4.9).Stat);

        var suspended = bench.After(100);

        Assert.Equal((ChannelState.Suspended, RecordReason.Suspended), (suspended.Stat, suspended.Reason));
        Assert.Equal(90, suspended.TestTime, 6);
        bench.One.Resume();
        Assert.Equal(ChannelState.Active, bench.After(4.9).Stat);
    }

    [Fact]
    public void An_advanced_start_takes_up_an_archived_test()
    {
        var bench = new Bench();
        bench.Run("Full cycle", "Long test");
        bench.After(6000);
        bench.One.Suspend();
        var stopped = bench.Reading;
        bench.One.Reset();

        var code = bench.System.AdvancedStarter.Start(new AdvancedStartRequest
        {
            Channel = 1,
            Options = AdvancedStartRequest.AppendToArchived | AdvancedStartRequest.UseArchivedProcedure,
            ArchivedTestName = "Long test.001",
        });

        Assert.Equal(CommandResult.OkCode, code);
        Assert.Equal("Long test", bench.One.Names.TestName);
        Assert.Equal((stopped.Cycle, stopped.Step), (bench.Reading.Cycle, bench.Reading.Step));
        Assert.Equal(stopped.TestTime, bench.Reading.TestTime, 2);
        var end = bench.After(100_000);
        Assert.Equal((ChannelState.Completed, RecordReason.PressureOrProcedureComplete, 3u), (end.Stat, end.Reason, end.Cycle));
        var lines = Encoding.UTF8.GetString(bench.System.Files.List(FileFolder.Active)[0].Read()).Split("\r\n");
        Assert.Equal(end.LastRecord, (uint)lines.Count(line => line.Length > 0 && char.IsDigit(line[0])));
    }

    [Fact]
    public void An_advanced_start_goes_on_with_no_test_that_has_come_to_its_end_unless_it_is_told_where()
    {
        var bench = new Bench();
        bench.Run("Rest", "Over");
        bench.After(100);
        bench.One.Archive();
        var restart = new AdvancedStartRequest
        {
            Channel = 1,
            Options = AdvancedStartRequest.AppendToArchived | AdvancedStartRequest.UseArchivedProcedure,
            ArchivedTestName = "Over.001",
        };

        Assert.Equal(AdvancedStartResult.IllegalStepType, bench.System.AdvancedStarter.Start(restart));
        restart.TestStep = 1;
        Assert.Equal(CommandResult.OkCode, bench.System.AdvancedStarter.Start(restart));
    }

    [Fact]
    public void An_advanced_start_is_refused_with_the_documented_code()
    {
        var bench = new Bench();
        int Try(Action<AdvancedStartRequest> change)
        {
            var request = new AdvancedStartRequest { Channel = 1, ProcedureName = "Full cycle" };
            change(request);
            return bench.System.AdvancedStarter.Start(request);
        }

        bench.Run("Rest", "Done");
        bench.After(100);
        Assert.Equal(AdvancedStartResult.NotAvailable, Try(_ => { }));
        bench.One.Reset();
        Assert.Equal(AdvancedStartResult.InvalidChannel, Try(request => request.Channel = 5));
        Assert.Equal(AdvancedStartResult.IllegalOptions, Try(request => request.Options = 2));
        Assert.Equal(AdvancedStartResult.NoArchivedFile, Try(request => request.Options = 1));
        Assert.Equal(AdvancedStartResult.IllegalStep, Try(request => request.TestStep = 99));
        Assert.Equal(AdvancedStartResult.BlankStep, Try(request => request.TestStep = 0));
        Assert.Equal(AdvancedStartResult.IllegalStepType, Try(request => request.TestStep = 7));
        Assert.Equal(AdvancedStartResult.TooManyRecords, Try(request =>
        {
            request.Options = 1;
            request.ArchivedTestName = "Done.001";
            request.RemoveLastDataRecords = 21;
        }));
        Assert.Equal(CommandResult.OkCode, Try(request => request.TestStep = 4));
    }

    [Fact]
    public void A_channel_stands_in_Start_Starting_Waiting_and_in_Reset_for_a_moment_in_which_nothing_runs()
    {
        var bench = new Bench(options => options.TransitionTime = TimeSpan.FromSeconds(3));
        bench.Run("CCCV charge");

        foreach (var state in new[] { ChannelState.Start, ChannelState.Starting, ChannelState.Waiting })
        {
            Assert.Equal((state, 0d, 0d), (bench.Reading.Stat, bench.Reading.Current, bench.Reading.TestTime));
            Assert.Equal(StartTestResult.NotActive, bench.One.Suspend());
            Assert.Equal(StartTestResult.ChannelInUse, bench.One.Archive());
            bench.Time.AdvanceSeconds(1);
        }

        Assert.Equal((ChannelState.Active, 9d), (bench.After(9).Stat, Math.Round(bench.Reading.TestTime, 6)));
        Assert.Equal(CommandResult.OkCode, bench.One.Reset());
        Assert.Equal((ChannelState.Reset, StartTestResult.ChannelInUse), (bench.Reading.Stat, bench.Run("Rest")));
        Assert.Equal((ChannelState.Available, CommandResult.OkCode), (bench.After(3).Stat, bench.Run("Rest")));
    }

    [Fact]
    public void A_tester_is_no_kinder_than_a_real_one_unless_it_is_told_to() =>
        Assert.Equal(TimeSpan.FromMilliseconds(300), new VirtualTesterOptions().TransitionTime);

    [Fact]
    public void Power_that_fails_while_a_test_is_starting_interrupts_it_and_takes_the_variables()
    {
        var bench = new Bench(options => options.TransitionTime = TimeSpan.FromSeconds(3));
        bench.One.SetVariable(1, 0.5f);
        bench.Run("VAR charge");
        bench.After(2.5);

        bench.System.LosePower();

        Assert.Equal((ChannelState.PowerFail, 0f), (bench.After(10).Stat, bench.One.Variables[0]));
    }

    [Fact]
    public void Variables_can_outlast_a_power_failure()
    {
        var bench = new Bench(options => options.Quirks.VariablesOutlastPower = true);
        bench.One.SetVariable(1, 0.5f);

        bench.System.LosePower();

        Assert.Equal(0.5f, bench.One.Variables[0]);
    }

    [Fact]
    public void A_channel_without_a_thermometer_gives_what_an_open_input_does()
    {
        var bench = new Bench(options => options.Thermometers = 1);

        Assert.Equal([25, -2500, -2500, -2500], bench.System.Channels.Select(channel => channel.Thermometer.Value));
    }

    [Fact]
    public void Total_cycles_end_a_test_and_count_from_its_first_one()
    {
        var bench = new Bench();
        bench.Run("Full cycle", new StartOptions { StartCycle = 5, TotalCycles = 2 });

        var end = bench.After(100_000);

        Assert.Equal((ChannelState.Completed, 7u, 1), (end.Stat, end.Cycle, bench.One.EndNumber));
    }

    [Theory]
    [InlineData(2.5f, 5, CommandResult.OkCode)]
    [InlineData(0f, 5, StartTestResult.InvalidEntry)]
    [InlineData(float.NaN, 5, StartTestResult.InvalidEntry)]
    [InlineData(2.5f, 8, StartTestResult.InvalidEntry)]
    public void Mass_and_gain_stand_in_the_data_file_or_are_refused(float mass, byte gain, int code)
    {
        var bench = new Bench();

        Assert.Equal(code, bench.Run("Rest", new StartOptions { Mass = mass, VoltageGain = gain }));

        var written = bench.System.Files.List(FileFolder.Active).Select(file => Encoding.UTF8.GetString(file.Read()));
        Assert.Equal(code == CommandResult.OkCode ? 1 : 0, written.Count(text => text.Contains("Mass: 2.5\r\nVoltage gain: 5\r\n")));
    }

    [Fact]
    public void A_hook_sets_what_a_test_needs()
    {
        var bench = new Bench();
        bench.One.Auxiliaries[0].Forced = 61.5;
        bench.One.Cell.StateOfCharge = 1;
        bench.Run("CCCV charge");
        bench.One.Fail(RecordReason.LostCurrentControl);
        bench.System.Channels[2].SetAvailable(false);

        Assert.Equal(61.5, bench.One.Auxiliaries[0].Value);
        Assert.Equal((ChannelState.Problem, RecordReason.LostCurrentControl), (bench.Reading.Stat, bench.Reading.Reason));
        Assert.Equal(StartTestResult.ChannelInUse, bench.System.Starter.Start([bench.System.Channels[2]], Bench.Start("Rest"), new()));
    }

    [Fact]
    public void A_cell_warms_under_current_and_relaxes_at_rest()
    {
        var bench = new Bench();
        bench.RunDirect(Bench.Direct(Discharge, 5));
        bench.After(600);
        Assert.InRange(bench.One.Cell.Temperature, 28, 45);
        bench.One.Reset();

        bench.After(100_000);

        Assert.Equal(25, bench.One.Cell.Temperature, 3);
        Assert.Equal(bench.One.Cell.OpenCircuitVoltage, bench.Reading.Voltage, 6);
    }
}
