using System.Text;
using MacNet.Data;
using MacNet.Data.Import;
using MacNet.Protocol.Messages;
using Xunit;

namespace MacNet.Tests.Unit.Data;

/// <summary>The ways in which exports are written, each read with the right values.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Plain = "Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time\n";
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).FullName;
    private readonly List<ImportException> problems = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Takes_the_current_of_a_discharge_for_negative_though_it_is_a_magnitude()
    {
        var found = Read(Plain + "1\t0\t1\t0\t0\t0\t0\t2.5\t3.5\tC\t0\t07/21/2019 14:02:33\n2\t0\t2\t5\t0\t0\t0\t9.4\t3.2\tD\t5\t07/21/2019 14:02:38\n");
        Assert.Equal([2.5, -9.4], found.Select(item => item.SignedCurrent));
        Assert.Equal(RecordReason.VoltageIncrement, found[1].Reason);
        Assert.Equal(new DateTimeOffset(2019, 7, 21, 14, 2, 38, TimeSpan.Zero), found[1].ReadAt);
    }

    [Fact]
    public void Finds_minutes_decimal_commas_and_days_first_in_a_file_that_says_none_of_them()
    {
        var found = Read(
            "Name:\tCELL-2.081\nChannel:\t81\nStarted\t26/05/2021 11:23:46\n\n"
            + "Rec\tCycle P\tCycle C\tStep\tTestTime\tStepTime\tCap. [Ah]\tEner. [Wh]\tCurrent [A]\tVoltage [V]\tMd\tES\tDPT Time\tVAR1\n\n"
            + "1\t0\t1\t1\t0,000000\t0,000000\t0,00\t0,00\t0,00\t0,1377\tR\t0\t26/05/2021 11:23:46\t0,5\n"
            + "2\t0\t1\t1\t1,000000\t1,000000\t0,00\t0,00\t0,00\t0,1385\tR\t1\t26/05/2021 11:24:46\t0,5\n");
        Assert.Equal(TimeSpan.FromMinutes(1), found[1].TestTime);
        Assert.Equal((81, "CELL-2", 0.1385, 1, 0.5), (found[1].Channel, found[1].TestName, found[1].Voltage, found[1].Cycle, found[1].Variables[0]));
        Assert.Equal(26, found[1].ReadAt!.Value.Day);
    }

    [Fact]
    public void Asks_for_the_order_of_dates_that_can_be_read_in_two_ways()
    {
        const string Text = Plain + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t06/05/2021 11:23:46\n";
        Assert.Equal("DateOrderAmbiguous", Assert.Throws<ImportException>(() => Read(Text)).ErrorId);
        Assert.Equal(6, Read(Text, new ImportOptions { DateOrder = DateOrder.DayFirst })[0].ReadAt!.Value.Day);
    }

    [Fact]
    public void Takes_the_order_of_dates_from_a_month_in_letters_above_the_columns()
    {
        var found = Read("Today's Date:\t14 December 2020\tDate of Test:\t11 December 2020, 12:22:12 PM\n" + Plain
            + "1\t0\t1\t  0d 00:00:5\t  0d 00:00:0.05\t0\t0\t0\t3.5\tR\t0\t12/11/2020 12:22:12\n");
        Assert.Equal((12, 11), (found[0].ReadAt!.Value.Month, found[0].ReadAt!.Value.Day));
        Assert.Equal(TimeSpan.FromSeconds(5), found[0].TestTime);
    }

    [Fact]
    public void Scales_milliamperes_and_the_millivolts_that_go_with_them()
    {
        var found = Read("Rec#,Cyc#,Step,Test (Min),mAmp-hr,mAmps,Volts,State,Temp 1\n1,0,1,0.5,12,250,3500,D,25.5\n2,0,1,1,13,250,3400,D,25.6\n");
        Assert.Equal((3.5, -0.25, 0.012), (found[0].Voltage, found[0].SignedCurrent, found[0].Capacity));
        Assert.Equal(TimeSpan.FromSeconds(30), found[0].TestTime);
        Assert.True(found[0].Auxiliaries[0].IsTemperature);
    }

    [Fact]
    public void Tells_the_number_of_a_line_that_is_cut_off_and_reads_the_others()
    {
        var found = Read(Plain + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:33\n2\t0\t1\t5\t0\t0\t0");
        Assert.Single(found);
        Assert.Equal(3, Assert.Single(problems).Line);
    }

    [Fact]
    public void Recognises_what_is_binary()
    {
        var path = Path.Combine(folder, "test.001");
        File.WriteAllBytes(path, [4, 0, 0, 1, 7, 200, 0, 9]);
        Assert.Equal("MaccorBinaryFile", Assert.Throws<ImportException>(() => MaccorTextFile.Open(path, new ImportOptions())).ErrorId);
    }

    private List<LogReading> Read(string text, ImportOptions? options = null)
    {
        var path = Path.Combine(folder, "export.txt");
        File.WriteAllText(path, text, new UTF8Encoding(true));
        return [.. MaccorTextFile.Open(path, (options ?? new ImportOptions()) with { TimeZone = TimeZoneInfo.Utc }).Read(problems.Add)];
    }
}
