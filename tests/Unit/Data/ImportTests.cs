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
        var found = Read(
            Plain + "1\t0\t1\t0\t0\t0\t0\t2.5\t3.5\tC\t0\t07/21/2019 14:02:33\n2\t0\t2\t5\t0\t0\t0\t9.4\t3.2\tD\t5\t07/21/2019 14:02:38\n");
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
        Assert.Equal(
            (81, "CELL-2", 0.1385, 1, 0.5), (found[1].Channel, found[1].TestName, found[1].Voltage, found[1].Cycle, found[1].Variables[0]));
        Assert.Equal(26, found[1].ReadAt!.Value.Day);
    }

    [Theory]
    [InlineData("11/25/2026", "25.11.2026")]
    [InlineData("11/25/2026", "25/11/2026")]
    [InlineData("25.11.2026", "11/25/2026")]
    public void Reads_lines_by_their_own_order_of_dates_where_the_preamble_has_another(string preamble, string line)
    {
        var found = Read(
            $"Today's Date {preamble}  Date of Test:\t{preamble}\tFilename:\tC:\\Data\\c.001\n"
            + "Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time\n"
            + $"1\t0\t1\t0\t0\t0.001\t0.005\t0.5\t3.7\tC\t1\t{line} 10:00:00\n"
            + $"2\t0\t1\t10\t10\t0.001\t0.005\t0.5\t3.7\tC\t1\t{line} 10:00:10\n");

        Assert.Equal((25, 11), (found[1].ReadAt!.Value.Day, found[1].ReadAt!.Value.Month));
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
        var found = Read(
            "Rec#,Cyc#,Step,Test (Min),mAmp-hr,mAmps,Volts,State,Temp 1\n1,0,1,0.5,12,250,3500,D,25.5\n2,0,1,1,13,250,3400,D,25.6\n");
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

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", false }, { "utf-8", true }, { "utf-16", false }, { "utf-16", true }, { "utf-16BE", false }, { "utf-16BE", true },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Reads_any_encoding_with_and_without_its_mark(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        const string Text = "Filename:\tC:\\Data\\Zelle µ-1.005\n" + Plain + "1\t0\t1\t0\t0\t0\t0\t2.5\t3.5\tC\t0\t07/21/2019 14:02:33\n";
        var found = Assert.Single(Read([.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)]));
        Assert.Equal(("Zelle µ-1", 3.5, 2.5), (found.TestName, found.Voltage, found.SignedCurrent));
    }

    [Fact]
    public void Reads_the_letters_of_Windows()
    {
        byte[] text =
            [.. Encoding.Latin1.GetBytes("Filename:\tC:\\Data\\5 \u0080 \u00B5.005\nTest Time (s)\tVoltage (V)\tCurrent (\u00B5A)\tMd\tTemp 1 (\u00B0C)\n1\t3.5\t250\tD\t25.5\n")];
        var found = Assert.Single(Read(text));
        Assert.Equal(("5 € µ", -0.00025), (found.TestName, Math.Round(found.SignedCurrent!.Value, 9)));
        Assert.True(found.Auxiliaries[0].IsTemperature);
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r\n\r\n")]
    public void Reads_any_line_end(string end) => Assert.Equal(
        [3.5, 3.4],
        Read(
            (Plain + "1\t0\t1\t0\t0\t0\t0\t2\t3.5\tC\t0\t07/21/2019 14:02:33\n2\t0\t1\t9\t9\t0\t0\t2\t3.4\tC\t0\t07/21/2019 14:02:42\n")
                .Replace("\n", end, StringComparison.Ordinal)).Select(item => item.Voltage));

    [Fact]
    public void Reads_semicolons_with_decimal_commas_and_quotes_with_a_quote_in_them()
    {
        var found = Read(
            "\"Rec\";\"Test Time (s)\";\"Voltage (V)\";\"Current (A)\";\"Md\";\"Note; \"\"mine\"\"\"\n1;\"0,5\";3,7;\"1.250,25\";C;\"a;b\"\n2;1.000,5;3,6;0,5;D;x\n");
        Assert.Equal([1250.25, -0.5], found.Select(item => item.SignedCurrent));
        Assert.Equal([0.5, 1000.5], found.Select(item => item.TestTime!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("1 234.5", 1234.5)]
    [InlineData("1\u00A0234.5", 1234.5)]
    [InlineData("1'234.5", 1234.5)]
    [InlineData("1,234,567.5", 1234567.5)]
    [InlineData("1.25E+03", 1250)]
    [InlineData("+7.5", 7.5)]
    public void Reads_separators_of_thousands(string text, double seconds) => Assert.Equal(
        seconds, Read($"Rec\tTest (Sec)\tVolts\tAmps\tState\n1\t{text}\t3.512\t0.25\tC\n")[0].TestTime!.Value.TotalSeconds);

    [Fact]
    public void Takes_a_comma_that_parts_no_thousands_for_an_error_and_never_leaves_it_out()
    {
        Assert.Single(Read("Rec\tTest (Sec)\tVolts\tAmps\tState\n1\t0.5\t3.5\t0.25\tC\n2\t1.5\t3.5\t1,5\tC\n"));
        Assert.Equal(3, Assert.Single(problems).Line);
    }

    [Fact]
    public void Takes_names_and_comment_from_the_line_above_the_columns()
    {
        var found =
            Assert.Single(Read("Today's Date 03/07/2018  Date of Test:\t11/22/2016\t Filename:\tC:\\Data\\Backup\\LAB-1\\Cell 9.041 Procedure: EIS 1.000FRA default\tComment/Barcode: first, of two\n"
            + Plain + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t11/22/2016 14:02:33\n"));
        Assert.Equal(("Cell 9", "EIS 1", "first, of two"), (found.TestName, found.Procedure, found.Comment));
    }

    [Fact]
    public void Counts_the_days_of_times_without_a_date()
    {
        var found = Read("Date of Test:\t07/31/2019\n" + Plain
            + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t23:59:30\n2\t0\t1\t60\t60\t0\t0\t0\t3.5\tR\t0\t00:00:30\n3\t0\t1\t200000\t60\t0\t0\t0\t3.5\tR\t0\t07:32:50 AM\n");
        Assert.Equal(
            [new(2019, 7, 31, 23, 59, 30), new(2019, 8, 1, 0, 0, 30), new(2019, 8, 3, 7, 32, 50)],
            found.Select(item => item.ReadAt!.Value.DateTime));
        Assert.Null(Read(Plain + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t23:59:30\n")[0].ReadAt);
    }

    [Fact]
    public void Asks_for_the_order_of_a_date_above_times_without_one() => Assert.Equal(
        "DateOrderAmbiguous",
        Assert.Throws<ImportException>(
            () => Read("Date of Test:\t07/08/2019\n" + Plain + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t23:59:30\n")).ErrorId);

    [Theory]
    [InlineData("07/21/2019 14:02:3")]
    [InlineData("07/21/2019 14")]
    [InlineData("")]
    public void Tells_the_number_of_a_last_line_that_is_cut_within_its_last_field(string rest)
    {
        var found = Read(
            Plain + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:33\n2\t0\t1\t5\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:38\n3\t0\t1\t9\t0\t0\t0\t0\t3.5\tR\t0\t" + rest);
        Assert.Equal(2, found.Count);
        Assert.Equal(4, Assert.Single(problems).Line);
    }

    [Fact]
    public void Takes_a_last_line_that_is_whole_without_a_line_end() =>
        Assert.Equal(
            2,
            Read(
                Plain + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:33\n2\t0\t1\t5\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:38").Count);

    [Fact]
    public void Takes_no_other_column_for_one_that_it_knows()
    {
        var found = Assert.Single(Read(
            "Rec\tCycle P\tCycle C\tStep\tFull Step #\tTest Time\tStep Time\tCapacity (AHr)\tEnergy (WHr)\tCurrent (A)\tVoltage (V)\tMD\tES\tDPT Time\tAC Imp (Ohms)\tDCIR (Ohms)\tEVTemp (C)\t"
            + "EVHum (%)\tS.Capacity (Ah/g)\tPower (W)\tWF Chg Cap\tWF Dis Cap\tWF Chg E\tWF Dis E\tLoop1\tRange\tVAR1\tVAR12\tAux #1\t Units\tTemp 2\tTemp 2 Units\n"
            + "1\t7\t8\t2\t3\t0d 00:00:5.5\t0d 00:00:1\t0.5\t1.5\t2.5\t3.5\tDischarge\t5\t21.07.2019 14:02:33\t0.01\t0.02\t25.5\t40\t9\t99\t7\t7\t7\t7\t4\t1\t0.1\tN/A\t3.3\tV\t26\t C \n"));
        Assert.Equal(
            (8, 2, 0.5, 1.5, -2.5, 3.5), (found.Cycle, found.Step, found.Capacity, found.Energy, found.SignedCurrent, found.Voltage));
        Assert.Equal((5.5, 1), (found.TestTime!.Value.TotalSeconds, found.StepTime!.Value.TotalSeconds));
        Assert.Equal(
            ["25.5 C", "40 %", "3.3 V", "26 C"], found.Auxiliaries.Select(item => FormattableString.Invariant($"{item.Value} {item.Unit}")));
        Assert.Equal((12, 0.1, null), (found.Variables.Count, found.Variables[0], found.Variables[11]));
    }

    [Fact]
    public void Finds_milliamperes_without_a_unit_in_what_was_counted_or_asks()
    {
        const string Head = "Rec\tTest (Sec)\tCapacity (Ah)\tCurrent\tVoltage (V)\tMd\n";
        var found = Read(Head + "1\t0\t0\t250\t3.5\tC\n2\t3600\t0.25\t250\t3.5\tC\n");
        Assert.Equal(0.25, found[1].SignedCurrent);
        const string Resting = Head + "1\t0\t0\t250\t3.5\tC\n";
        Assert.Equal("CurrentUnitAmbiguous", Assert.Throws<ImportException>(() => Read(Resting)).ErrorId);
        Assert.Equal(0.25, Read(Resting, new ImportOptions { CurrentUnit = CurrentUnit.Milliampere })[0].SignedCurrent);
        Assert.Equal(
            0.25, Read("Rec\tTest (Sec)\tCapacity\tmAmps\tVoltage (V)\tMd\n1\t0\t0\t250\t3.5\tC\n2\t3600\t250\t250\t3.5\tC\n")[1].Capacity);
    }

    [Fact]
    public void Asks_for_the_unit_of_voltages_that_may_be_either() => Assert.Equal(
        "VoltageUnitAmbiguous",
        Assert.Throws<ImportException>(() => Read("Rec#\tTest (Min)\tmAmps\tVolts\tState\n1\t0.5\t250\t360\tD\n")).ErrorId);

    [Theory]
    [InlineData("26/05/2021 11:23:46")]
    [InlineData("26.05.2021 11:23:46")]
    [InlineData("2021-05-26T11:23:46")]
    [InlineData("26-MAY-21 11:23:46 AM")]
    [InlineData("5/26/2021 11:23:46 AM")]
    [InlineData("26 May 2021, 11:23:46")]
    public void Reads_dates_as_they_are_written(string text) => Assert.Equal(
        new DateTime(2021, 5, 26, 11, 23, 46), Read(Plain + $"1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t{text}\n")[0].ReadAt!.Value.DateTime);

    [Theory]
    [InlineData("26-Mai-21 11:23:46")]
    [InlineData("26. Mai 2021 11:23:46")]
    [InlineData("26-mag-2021 11:23")]
    [InlineData("44342.4748379629")]
    [InlineData("26.05.2021 11:23:46,5")]
    [InlineData("26 May 2021 11:23:46 a. m.")]
    public void Reads_dates_of_other_languages_and_counted_days(string text)
    {
        var found = Read(Plain + $"1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t{text}\n")[0].ReadAt!.Value.DateTime;
        Assert.InRange(found, new DateTime(2021, 5, 26, 11, 23, 0), new DateTime(2021, 5, 26, 11, 23, 47));
    }

    [Theory]
    [InlineData("26-May-20211 11:23:46")]
    [InlineData("26/05/99999 11:23:46")]
    [InlineData("0001-01-01 00:00:00")]
    [InlineData("30-Feb-21 11:23:46")]
    [InlineData("26/05/2021 25:23:46")]
    public void Takes_no_other_text_for_a_date(string text)
    {
        Assert.Empty(Read(Plain + $"1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t{text}\n"));
        Assert.Equal(2, Assert.Single(problems).Line);
    }

    [Theory]
    [InlineData("0d 00:04:0.8799", 240.8799)]
    [InlineData("12d 01:00:00", 1040400)]
    [InlineData("1.02:03:04.5", 93784.5)]
    [InlineData("00:00:05.1", 5.1)]
    [InlineData("00:00:05,1", 5.1)]
    [InlineData("100:00:00", 360000)]
    public void Reads_times_as_they_are_written(string text, double seconds) => Assert.Equal(
        seconds, Read($"Rec\tTestTime\tVolts\tAmps\tState\n1\t{text}\t3.512\t0.25\tC\n")[0].TestTime!.Value.TotalSeconds);

    [Theory]
    [InlineData("1:2:3:4")]
    [InlineData("0:0.5:00")]
    [InlineData("0d 00:00:-5")]
    [InlineData("0d 00:00:")]
    public void Takes_no_other_text_for_a_time(string text)
    {
        Assert.Empty(Read($"Rec\tTestTime\tVolts\tAmps\tState\n1\t{text}\t3.512\t0.25\tC\n"));
        Assert.Equal(2, Assert.Single(problems).Line);
    }

    [Theory]
    [InlineData("CC Chg", 2.5)]
    [InlineData("Charge", 2.5)]
    [InlineData("CC DChg", -2.5)]
    [InlineData("DCH", -2.5)]
    [InlineData("Discharge", -2.5)]
    [InlineData("CCCV", null)]
    public void Takes_a_direction_from_words_and_none_from_what_tells_none(string state, double? signed) => Assert.Equal(
        signed, Read(Plain + $"1\t0\t1\t0\t0\t0\t0\t2.5\t3.5\t{state}\t0\t07/21/2019 14:02:33\n")[0].SignedCurrent);

    [Fact]
    public void Has_power_and_resistances_and_takes_a_resistance_of_nothing_for_one_not_measured()
    {
        var found = Read("Rec\tTest (Sec)\tVolts\tAmps\tMD\tPower (kW)\tACImp/Ohms\tDCIR (mOhm)\tEVHum (%)\n"
            + "1\t0\t3.5\t0.5\tC\t0.00175\t0.00000\t20\t40.5\n2\t1\t3.5\t0.5\tC\t0.00175\t0.0125\tN/A\t41\n");
        Assert.Equal((1.75, null, 0.02), (found[0].Power, found[0].AcResistance, found[0].DcResistance));
        Assert.Equal((0.0125, null), (found[1].AcResistance, found[1].DcResistance));
        Assert.Equal((40.5, "%"), (found[0].Auxiliaries[0].Value, found[0].Auxiliaries[0].Unit));
    }

    [Fact]
    public void Takes_units_after_a_stroke_with_prefixes_and_no_capacity_of_a_gram_for_one_of_the_cell()
    {
        var found = Assert.Single(Read(
            "Rec\tTest Time/min\tVoltage / mV\tCurrent/uA\tEnergy (kWh)\tCap. [mAh/g]\tMd\n1\t1.5\t3512\t250\t0.002\t150\tC\n"));
        Assert.Equal((90, 3.512, null), (found.TestTime!.Value.TotalSeconds, Math.Round(found.Voltage!.Value, 9), found.Capacity));
        Assert.Equal((0.00025, 2), (Math.Round(found.SignedCurrent!.Value, 9), Math.Round(found.Energy!.Value, 9)));
    }

    [Fact]
    public void Finds_the_order_of_dates_beside_thousands_parted_by_points()
    {
        var found = Read("Rec\tCycle P\tTest Time (s)\tVoltage (V)\tCurrent (A)\tMD\tDPT Time\n"
            + "1\t0\t1.200,00\t3,51\t0,25\tC\t26.05.2021 11:59:50\n1.000\t0\t1.210,00\t3,52\t0,25\tC\t26.05.2021 12:00:00\n");
        Assert.Equal((1000, 1210, 26), (found[1].Record, found[1].TestTime!.Value.TotalSeconds, found[1].ReadAt!.Value.Day));
    }

    [Fact]
    public void Reads_no_number_that_has_both_separators_the_other_way_round()
    {
        Assert.Single(Read("Rec\tTest (Sec)\tVolts\tAmps\tState\n1\t0.5\t3.512\t0.25\tC\n2\t1.234,5\t3.5\t0.25\tC\n"));
        Assert.Equal(3, Assert.Single(problems).Line);
    }

    [Fact]
    public void Leaves_out_what_is_no_number_and_keeps_the_line()
    {
        var found = Read(
            "Rec\tTest (Sec)\tVolts\tAmps\tState\tVAR1\tVARx2\n1\t0.5\t3.512\t0.25\tC\t1.#QNAN\t-INF\n2\t1.5\tNaN\t0.25\tC\tN/A\t2\n");
        Assert.Equal([3.512, null], found.Select(item => item.Voltage));
        Assert.Equal([null, null, null, 2], found.SelectMany(item => item.Variables));
    }

    [Fact]
    public void Reads_a_text_with_zeros_in_its_comment()
    {
        var found = Read(
            "Filename:\tC:\\Data\\c.001\tComment/Barcode: mine\0\0\u0004\n" + Plain + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:33\n");
        Assert.Equal("c", Assert.Single(found).TestName);
    }

    [Fact]
    public void Takes_lines_for_whole_that_lack_only_what_nobody_knows() => Assert.Equal(
        2,
        Read(Plain.Replace("\n", "\tUnnamed: 12\n", StringComparison.Ordinal)
            + "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:33\n2\t0\t1\t5\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:38\t\n\n\n").Count);

    [Fact]
    public void Skips_a_header_that_is_repeated()
    {
        const string Line = "1\t0\t1\t0\t0\t0\t0\t0\t3.5\tR\t0\t07/21/2019 14:02:33\n";
        Assert.Equal(2, Read(Plain + Line + Plain + Line).Count);
        Assert.Empty(problems);
    }

    [Fact]
    public void Tells_commas_that_part_fields_and_are_decimal_ones_too() => Assert.Equal(
        "CommasNotTold", Assert.Throws<ImportException>(() => Read("Rec#,Test (Sec),Amps,Volts\n1,0,5,0,25,3,512\n")).ErrorId);

    [Fact]
    public void Takes_no_column_of_endless_digits_for_one_that_it_knows() => Assert.Empty(
        Assert.Single(Read("Rec\tTest (Sec)\tVolts\tAmps\tState\tVAR99999999999\n1\t0.5\t3.512\t0.25\tC\t7\n")).Variables);

    [Fact]
    public void Tells_a_log_from_an_export() => Assert.Equal(
        "LogNotAnExport", Assert.Throws<ImportException>(() => Read(MacNet.Data.Logging.CsvStore.Header + "\n")).ErrorId);

    [Fact]
    public void Tells_that_a_summary_of_cycles_has_no_readings() => Assert.Contains(
        "summaries of cycles",
        Assert.Throws<ImportException>(() => Read("Cycle\tTest Time\tAHr Chg\tAHr Dis\n1\t3600\t1.0\t0.99\n")).Message,
        StringComparison.Ordinal);

    private List<LogReading> Read(byte[] bytes)
    {
        var path = Path.Combine(folder, "export.txt");
        File.WriteAllBytes(path, bytes);
        return [.. MaccorTextFile.Open(path, new ImportOptions { TimeZone = TimeZoneInfo.Utc }).Read(problems.Add)];
    }

    private List<LogReading> Read(string text, ImportOptions? options = null)
    {
        var path = Path.Combine(folder, "export.txt");
        File.WriteAllText(path, text, new UTF8Encoding(true));
        return [.. MaccorTextFile.Open(path, (options ?? new ImportOptions()) with { TimeZone = TimeZoneInfo.Utc }).Read(problems.Add)];
    }
}
