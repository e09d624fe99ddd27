using System.Text.Json;
using MacNet.Data;
using MacNet.Data.Export;
using MacNet.Data.Import;
using MacNet.Data.Stores;
using MacNet.Protocol.Messages;
using Xunit;
using static MacNet.Tests.Unit.Data.Readings;

namespace MacNet.Tests.Unit.Data;

/// <summary>What becomes of readings in the Battery Data Format, and that its validator finds no fault with it.</summary>
public sealed class BdfExportTests : IDisposable
{
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).FullName;
    private readonly List<string> kept = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_of_one_test_and_named_by_it_with_a_sidecar_that_says_no_more_than_is_known()
    {
        var paths = Export([Of(0, 1), Of(1, 1), Of(0, 2) with { TestName = "Cell: B" }, Of(2, 1)]);
        Assert.Equal(["lab__Cell-A__20261126_001.bdf.csv", "lab__Cell-B__20261126_001.bdf.csv"], paths.Select(Path.GetFileName));
        Assert.Equal([4, 2], paths.Select(path => File.ReadLines(path).Count()));
        using var sidecar = JsonDocument.Parse(File.ReadAllText(paths[0].Replace(
            ".bdf.csv", ".bdf.metadata.json", StringComparison.Ordinal)));
        Assert.Equal(
            ["battinfo_test", "battinfo_channel", "battinfo_equipment"], sidecar.RootElement.EnumerateObject().Select(part => part.Name));
        Assert.Equal(
            Start.ToUnixTimeSeconds(),
            sidecar.RootElement.GetProperty("battinfo_test").GetProperty("test").GetProperty("started_at").GetInt64());
        Assert.Equal(1, sidecar.RootElement.GetProperty("battinfo_channel").GetProperty("channel").GetProperty("index").GetInt32());
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public void Current_has_its_sign_and_the_raw_value_where_there_is_no_direction()
    {
        var found = Columns([
            Of(0) with { Current = 2, SignedCurrent = 2 },
            Of(1) with { Current = 2, SignedCurrent = -2 },
            Of(2) with { Current = 0.01, SignedCurrent = null }]);
        Assert.Equal(["2", "-2", "0.01"], found["Current / A"]);
    }

    [Fact]
    public void Test_time_never_goes_back_and_a_test_begun_anew_is_a_file_of_its_own()
    {
        var paths = Export([Of(0), Of(604800.0625), Of(604800), Of(604801), Of(0.5), Of(1.5)]);
        Assert.Equal(2, paths.Count);
        Assert.Equal(["0", "604800.0625", "604800.0625", "604801"], ColumnsOf(paths[0])["Test Time / s"]);
        Assert.Equal(["0.5", "1.5"], ColumnsOf(paths[1])["Test Time / s"]);
    }

    [Fact]
    public void Unix_time_is_that_of_this_computer_in_UTC() =>
        Assert.Equal("1795687200", Columns([Of(0) with { ReadAt = Start.ToOffset(TimeSpan.FromHours(9)) }])["Unix Time / s"][0]);

    [Fact]
    public void A_step_is_counted_when_cycle_or_step_changes_or_its_time_begins_anew()
    {
        var found = Columns([
            Detail(0, 1, 1, 0),
            Of(1),
            Detail(2, 1, 2, 0),
            Detail(3, 1, 2, 1),
            Detail(4, 1, 2, 0.2),
            Detail(5, 2, 2, 0.3),
            Detail(6, 2, 2, 1.3)]);
        Assert.Equal(["1", "", "2", "2", "3", "4", "4"], found["Step Count / 1"]);
        Assert.Equal(["1", "", "2", "2", "2", "2", "2"], found["Step ID"]);
        Assert.Equal(["1", "", "1", "1", "1", "2", "2"], found["Cycle Count / 1"]);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], found["Record Index / 1"]);
    }

    [Fact]
    public void Capacity_is_summed_by_direction_whether_the_tester_begins_anew_at_a_step_or_not()
    {
        LogReading[] anewAtSteps =
        [
            Counted(0, ChannelActivity.Charge, 0), Counted(1, ChannelActivity.Charge, 1), Counted(2, ChannelActivity.Rest, 0),
            Counted(3, ChannelActivity.Discharge, 0.4), Counted(4, ChannelActivity.Charge, 0), Counted(5, ChannelActivity.Charge, 0.5),
        ];
        var found = Columns(anewAtSteps);
        Assert.Equal(["0", "1", "1", "1", "1", "1.5"], found["Charging Capacity / Ah"]);
        Assert.Equal(["0", "0", "0", "0.4", "0.4", "0.4"], found["Discharging Capacity / Ah"]);
        LogReading[] goingOn =
        [
            Counted(0, ChannelActivity.Charge, 0), Counted(1, ChannelActivity.Charge, 1), Counted(2, ChannelActivity.Rest, 1),
            Counted(3, ChannelActivity.Discharge, 1.4), Counted(4, ChannelActivity.Charge, 1.4), Counted(5, ChannelActivity.Charge, 1.9),
        ];
        Assert.Equal(found["Charging Capacity / Ah"], Columns(goingOn)["Charging Capacity / Ah"]);
        Assert.Equal(found["Discharging Capacity / Ah"], Columns(goingOn)["Discharging Capacity / Ah"]);
    }

    [Fact]
    public void What_would_have_to_be_guessed_is_left_out_where_the_log_began_in_the_middle_of_a_test()
    {
        var found = Columns(
            [Detail(3600, 1, 2, 60) with { Capacity = 1, Energy = 3 }, Detail(3601, 1, 2, 61) with { Capacity = 1.1, Energy = 3.3 }]);
        Assert.DoesNotContain(
            found.Keys, name => name.Contains("Capacity", StringComparison.Ordinal) || name.Contains("Energy", StringComparison.Ordinal));
        Assert.DoesNotContain("Step Count / 1", found.Keys);
        Assert.Equal(["2", "2"], found["Step ID"]);
    }

    [Fact]
    public void A_temperature_is_that_of_the_input_it_was_said_to_be_and_one_below_absolute_zero_is_none()
    {
        var reading = Of(0) with { Auxiliaries = [new(1, 25.5, "C"), new(2, -2500, "C"), new(3, 31, "C"), new(4, 3.3, "V")] };
        Assert.Equal(["Temperature T1 / degC", "Temperature T3 / degC"], Columns([reading]).Keys.Where(IsTemperature));
        var given = Columns([reading], new BdfInputs(Ambient: 1, Temperatures: [3, 2]));
        Assert.Equal(["Ambient Temperature / degC", "Temperature T1 / degC"], given.Keys.Where(IsTemperature));
        Assert.Equal(("25.5", "31"), (given["Ambient Temperature / degC"][0], given["Temperature T1 / degC"][0]));
    }

    [Fact]
    public void What_is_read_when_the_test_is_over_is_left_out_and_so_are_channels_without_one()
    {
        var end = Of(9) with { State = ChannelState.Completed };
        var idle = Of(0) with { State = ChannelState.Available, TestName = null };
        Assert.Equal(["0", "9"], Columns([idle, Of(0), end, end with { ReadAt = Start.AddHours(1) }, idle])["Test Time / s"]);
        Assert.Empty(Export([idle, idle with { Channel = 7 }]));
    }

    [Fact]
    public void A_name_that_is_learned_late_is_that_of_the_readings_before_it() =>
        Assert.Equal("lab__Cell-A__20261126_001.bdf.csv", Path.GetFileName(Assert.Single(Export([Of(0) with { TestName = null }, Of(1)]))));

    [Fact]
    public void A_file_that_is_there_is_kept_unless_it_is_to_be_replaced()
    {
        var path = Assert.Single(Export([Of(0)]));
        File.WriteAllText(path, "mine");
        Assert.Empty(Export([Of(0)]));
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal([path], kept);
        Assert.Equal([path], Export([Of(0)], replace: true));
        Assert.NotEqual("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_test_as_a_log_has_it_is_without_fault()
    {
        var path = Assert.Single(Export(LoggedTest()));
        Assert.Empty(BdfRules.Findings(path));
        Assert.Contains("Charging Energy / Wh", ColumnsOf(path).Keys);
    }

    [Fact]
    public void An_imported_test_is_without_fault()
    {
        var text = Path.Combine(folder, "Cell 9.012");
        File.WriteAllLines(text, [
            "Rec#\tCyc#\tStep\tTest (Min)\tStep (Min)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time\tACImp/Ohms\tDCIR/Ohms",
            .. Enumerable.Range(0, 40).Select(i => FormattableString.Invariant(
                $"{i + 1}\t{i / 20}\t{i / 10 % 2}\t{i * 0.5}\t{i % 10 * 0.5}\t{i % 10 * 0.02}\t{i % 10 * 0.07}\t2.5\t3.5\t{(i / 10 % 2 == 0 ? 'C' : 'D')}\t0\t07/21/2019 14:{i / 2:00}:{i % 2 * 30:00}\t0.0000\t0.02"))]);
        var file = MaccorTextFile.Open(text, new ImportOptions { TimeZone = TimeZoneInfo.Utc });
        var path = Assert.Single(Export(file.Read(_ => { })));
        Assert.Empty(BdfRules.Findings(path));
        var found = ColumnsOf(path);
        Assert.Equal(("0.36", "0.36"), (found["Charging Capacity / Ah"][^1], found["Discharging Capacity / Ah"][^1]));
        Assert.Equal(("0.02", false), (found["DC Internal Resistance / ohm"][^1], found.ContainsKey("AC Internal Resistance / ohm")));
        Assert.Equal(("1170", "4", "-2.5"), (found["Test Time / s"][^1], found["Step Count / 1"][^1], found["Current / A"][^1]));
    }

    [Fact]
    public void The_rules_find_the_faults_that_they_are_about()
    {
        var path = Path.Combine(folder, "wrong.bdf.csv");
        File.WriteAllLines(path, [
            "Test Time / s,Voltage / V,Charging Capacity / Ah,Cycle Count / 1,Mine,Unix Time / s",
            "0,3,1,2,x,0",
            "10,3,0.5,1,x,1",
            "5,3,1,1.5,x,2",
            .. Enumerable.Range(1, 20).Select(i => FormattableString.Invariant($"{10 + (i * 10)},3,2,2,x,{2 + i}"))]);
        var found = string.Join('\n', BdfRules.Findings(path));
        Assert.All(["Current / A' is missing", "'Mine' is no column", "goes back by 5", "falls by 0.5", "no count of cycles", "cycles goes back", "times as fast"],
            fault => Assert.Contains(fault, found, StringComparison.Ordinal));
    }

    private static bool IsTemperature(string name) => name.Contains("degC", StringComparison.Ordinal);

    // Two hours at a sweep a second, in single precision, with details every seventh second: charge, rest, discharge, twice.
    private static IEnumerable<LogReading> LoggedTest()
    {
        for (var second = 0; second < 7200; second++)
        {
            var step = second / 1200 % 3;
            var activity = step switch { 0 => ChannelActivity.Charge, 1 => ChannelActivity.Rest, _ => ChannelActivity.Discharge };
            var stepTime = second % 1200;
            var time = (double)(float)(500_000.06 + second) - 500_000;
            var reading = Of(time) with { Activity = activity, ReadAt = Start.AddSeconds(second), SignedCurrent = 1 - step };
            yield return reading;
            if (second % 7 == 0)
            {
                yield return reading with
                {
                    TestTime = TimeSpan.FromSeconds(Math.Max(0, time - 0.05)),
                    Cycle = 1 + (second / 3600),
                    Step = step + 1,
                    StepTime = TimeSpan.FromSeconds(stepTime),
                    Capacity = step == 1 ? 0 : stepTime / 3600.0,
                    Energy = step == 1 ? 0 : stepTime / 1000.0,
                    ReadAt = Start.AddSeconds(second + 0.2),
                };
            }
        }
    }

    private static LogReading Of(double seconds, int channel = 1) => Readings.Of(seconds, channel) with { Comment = null };

    private static LogReading Detail(double seconds, long cycle, int step, double stepTime) =>
        Of(seconds) with { Cycle = cycle, Step = step, StepTime = TimeSpan.FromSeconds(stepTime) };

    private static LogReading Counted(double seconds, ChannelActivity activity, double capacity) =>
        Of(seconds) with { Activity = activity, Capacity = capacity };

    private Dictionary<string, string[]> Columns(
        LogReading[] readings, BdfInputs? inputs = null) => ColumnsOf(Assert.Single(Export(readings, true, inputs)));

    private static Dictionary<string, string[]> ColumnsOf(string path)
    {
        var lines = File.ReadAllLines(path).Select(line => line.Split(',')).ToArray();
        return lines[0].Select((name, at) => (name, at))
            .ToDictionary(column => column.name, column => lines.Skip(1).Select(line => line[column.at]).ToArray());
    }

    private List<string> Export(IEnumerable<LogReading> readings, bool replace = false, BdfInputs? inputs = null)
    {
        var written = new List<string>();
        using var export = new DataExport(
            new ExportOptions(ExportFormat.Bdf, folder, replace) { Inputs = inputs ?? new() },
            () => new AllStores(),
            written.Add,
            kept.Add);
        foreach (var reading in readings)
            export.Take(reading);
        export.Complete();
        return written;
    }
}
