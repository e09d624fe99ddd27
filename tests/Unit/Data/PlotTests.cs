using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MacNet.Data;
using MacNet.Data.Plotting;
using MacNet.Protocol.Messages;
using Xunit;

namespace MacNet.Tests.Unit.Data;

public class PlotTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Of_a_million_points_the_lowest_and_the_highest_are_kept_and_no_more_than_can_be_seen()
    {
        var curve = new ThinnedCurve();
        for (var i = 0; i < 1_000_000; i++)
            curve.Add(i, i == 123_456 ? 9 : i == 654_321 ? -9 : Math.Sin(i));
        var points = curve.Points.ToArray();
        Assert.InRange(points.Length, 1024, 4096);
        Assert.Contains((123_456.0, 9.0), points);
        Assert.Contains((654_321.0, -9.0), points);
        Assert.Equal(points.OrderBy(point => point.X), points);
    }

    [Fact]
    public void A_short_curve_keeps_each_point()
    {
        var curve = new ThinnedCurve();
        for (var i = 0; i < 1000; i++)
            curve.Add(i, i % 3);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => ((double)i, (double)(i % 3))), curve.Points);
    }

    [Fact]
    public void Points_out_of_order_find_their_place()
    {
        var curve = new ThinnedCurve();
        foreach (var x in (int[])[30, 10, 20, 40, 5])
            curve.Add(x, x);
        Assert.Equal([5, 10, 20, 30, 40], curve.Points.Select(point => point.X));
    }

    [Fact]
    public void A_line_is_broken_where_nothing_was_read_for_much_longer_than_around_it()
    {
        double[] read = [0, 1, 2, 3, 4, 64, 65, 66, 67, 68];
        Assert.Equal([5, 5], PiecesOf(read));
        Assert.Equal([5, 5], PiecesOf([.. read.Select(x => 1000 * x)]));
        Assert.Equal([2, 1], PiecesOf(0, 1, 61));
        Assert.Equal([1, 2], PiecesOf(0, 60, 61));
    }

    [Fact]
    public void A_line_is_whole_where_readings_are_seldom_for_a_while_as_of_a_cell_that_rests()
    {
        Assert.Equal([9], PiecesOf(0, 1, 2, 3, 63, 123, 183, 184, 185));
        Assert.Equal([2], PiecesOf(0, 3600));
        Assert.Equal([6], PiecesOf(0, 1, 2, 8, 9, 10));
    }

    [Fact]
    public void A_gap_is_seen_among_a_million_points_and_forgotten_when_it_is_too_short_to_be_seen()
    {
        var curve = new ThinnedCurve();
        for (var i = 0; i < 1_000_000; i++)
            curve.Add(i + (i < 100 ? 0 : 30) + (i < 700_000 ? 0 : 50_000), 3.7);
        Assert.Equal(2, curve.Pieces.Count);
        Assert.InRange(curve.Pieces[0][^1].X, 698_000, 700_030);
        Assert.InRange(curve.Pieces[1][0].X, 750_030, 752_000);
    }

    [Fact]
    public void What_was_read_in_a_gap_after_all_from_another_file_fills_it()
    {
        var curve = new ThinnedCurve();
        foreach (var x in Enumerable.Range(0, 10).Concat(Enumerable.Range(50, 10)).Concat(Enumerable.Range(9, 42)))
            curve.Add(x, 3.7);
        Assert.Single(curve.Pieces);
    }

    [Fact]
    public void Records_that_follow_each_other_have_nothing_missing_between_them()
    {
        LogReading Record(long number, double seconds) => Reading(5, seconds, 3.7, 0) with { Record = number };
        LogReading[] records = [Record(1, 0), Record(2, 1), Record(3, 2), Record(4, 600), Record(5, 601)];
        Assert.Single(AxesOf(PlotOf(records))[0].Lines[0].Pieces);
        Assert.Equal(2, AxesOf(PlotOf(records.Where(record => record.Record != 3)))[0].Lines[0].Pieces.Count);
    }

    [Fact]
    public void A_broken_line_is_drawn_in_pieces_in_each_form()
    {
        var plot = PlotOf(Ramp("cell").Concat(Ramp("cell").Select(reading => reading with { ReadAt = reading.ReadAt!.Value.AddHours(1) })),
            new() { Quantities = [PlotQuantity.Voltage] });
        var drawn = XDocument.Parse(Written(plot, "v.svg"));
        // The first is that of the legend.
        Assert.Equal(3, drawn.Descendants(Svg + "path").Count(path => path.Attribute("class")!.Value == "c0"));
        Assert.Equal(3, Regex.Count(Written(plot, "v.pdf"), "0.04 0.41 0.85 RG"));
        Assert.Single(Regex.Matches(Written(plot, "v.html"), ",null,[0-9]"));
    }

    [Fact]
    public void Of_one_test_two_quantities_share_a_panel_with_an_axis_on_either_side()
    {
        var plot = PlotOf(
            Ramp("cell").Select(reading => reading with { Capacity = 0.5 }),
            new() { Quantities = [PlotQuantity.Voltage, PlotQuantity.Current, PlotQuantity.Capacity] });
        Assert.Equal([2, 1], plot.Panels.Select(panel => panel.Axes.Count));
        Assert.Equal("channel 5: cell", plot.Caption);
        var texts = XDocument.Parse(Written(plot, "v.svg")).Descendants(Svg + "text").ToArray();
        Assert.Equal(
            ["channel 5: cell", "Voltage", "Current", "Capacity"],
            texts.Take(4).Select(text => text.Value));
        XElement Titled(string title) => texts.Single(text => text.Value == title);
        Assert.Equal(
            (null, "end"), (Titled("Voltage (V)").Attribute("text-anchor")?.Value, Titled("Current (A)").Attribute("text-anchor")!.Value));
        Assert.Equal(("c0t", "c1t"), (Titled("Voltage (V)").Attribute("class")!.Value, Titled("Current (A)").Attribute("class")!.Value));
        Assert.Contains("\"axes\":[{\"title\":\"Voltage (V)\"", Written(plot, "v.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_legend_names_each_curve_however_many_there_are()
    {
        var plot = PlotOf(Enumerable.Range(1, Plot.MostTests)
            .Select(channel => Reading(channel, 0, 3.7, 0) with { TestName = $"A test with a long name on channel {channel}" }));
        var texts = XDocument.Parse(Written(plot, "v.svg")).Descendants(Svg + "text").Select(text => text.Value).ToArray();
        Assert.All(
            Enumerable.Range(1, Plot.MostTests),
            channel => Assert.Contains($"channel {channel}: A test with a long name on channel {channel}", texts));
    }

    [Fact]
    public void Each_quantity_that_is_known_has_a_panel_with_its_unit_and_each_channel_a_curve()
    {
        var plot = PlotOf([Reading(5, 0, 3.7, 1.0), Reading(6, 1, 3.6, -1.0), Reading(5, 2, 3.8, 1.0), Reading(6, 3, 3.5, -1.0)]);
        Assert.Equal(["Voltage (V)", "Current (A)"], AxesOf(plot).Select(axis => axis.Title));
        Assert.Equal(["channel 5: cell 5", "channel 6: cell 6"], AxesOf(plot)[0].Lines.Select(line => line.Label));
        Assert.Equal([3.6, 3.5], AxesOf(plot)[0].Lines[1].Points.Select(point => point.Y));
        Assert.Equal([-1.0, -1.0], AxesOf(plot)[1].Lines[1].Points.Select(point => point.Y));
    }

    [Fact]
    public void The_hottest_input_is_drawn_and_one_with_nothing_on_it_is_none()
    {
        var reading = Reading(1, 0, 3.7, 0) with
        {
            Auxiliaries =
                [new AuxiliaryValue(1, 24.5, "C"), new AuxiliaryValue(2, 31.5, "C"),
                    new AuxiliaryValue(3, -2500, "C"), new AuxiliaryValue(4, 99, "V")],
        };
        Assert.Equal(31.5, AxesOf(PlotOf([reading])).Single(axis => axis.Quantity == PlotQuantity.Temperature).Lines[0].Points.First().Y);
    }

    [Fact]
    public void Testers_are_named_where_there_are_several()
    {
        var plot = PlotOf([Reading(5, 0, 3.7, 0), Reading(5, 0, 3.7, 0) with { Session = "tester2" }]);
        Assert.Equal(["tester1, channel 5: cell 5", "tester2, channel 5: cell 5"], AxesOf(plot)[0].Lines.Select(line => line.Label));
    }

    [Fact]
    public void Over_the_test_time_the_tests_of_a_channel_lie_upon_each_other_and_what_is_between_them_is_left_out()
    {
        LogReading At(double seconds, string? test, ChannelState state) =>
            Reading(5, 0, 3.7, 0) with { TestName = test, State = state, TestTime = TimeSpan.FromSeconds(seconds) };
        var plot = PlotOf(
            [
                At(0, null, ChannelState.Active),
                At(10, "one", ChannelState.Active),
                At(9.5, "one", ChannelState.Completed),
                At(0, null, ChannelState.Available),
                At(1, "two", ChannelState.Active), At(20, "two", ChannelState.Active), At(2, "two", ChannelState.Active),
            ],
            new() { Over = PlotOver.TestTime });
        Assert.Equal(["channel 5: one", "channel 5: two", "channel 5: two"], AxesOf(plot)[0].Lines.Select(line => line.Label));
        Assert.Equal([0, 9.5, 10], AxesOf(plot)[0].Lines[0].Points.Select(point => point.X));
    }

    [Fact]
    public void Over_the_time_a_channel_is_one_curve_that_names_its_tests()
    {
        var plot = PlotOf([.. "abcd".Select((test, i) => Reading(5, i, 3.7, 0) with { TestName = $"{test}" })]);
        Assert.Equal("channel 5: a, b, c, …", plot.Caption);
    }

    [Fact]
    public void Readings_without_a_time_are_drawn_over_the_test_time()
    {
        var plot = PlotOf(
            [Reading(0, 0, 3.7, 0) with { ReadAt = null, TestTime = TimeSpan.FromSeconds(5), TestName = null, Session = "old-test" }]);
        Assert.Equal(PlotOver.TestTime, plot.Over);
        Assert.Equal("old-test", plot.Caption);
    }

    [Fact]
    public void Nothing_known_is_nothing_to_draw() =>
        Assert.True(PlotOf([Reading(5, 0, double.NaN, 0) with { SignedCurrent = null, Current = null }]).IsEmpty);

    [Fact]
    public void More_channels_than_can_be_told_apart_are_left_out_and_it_is_known()
    {
        var plot = PlotOf(Enumerable.Range(1, Plot.MostTests + 1).Select(channel => Reading(channel, 0, 3.7, 0)));
        Assert.True(plot.LeavesOut);
        Assert.Equal(Plot.MostTests, AxesOf(plot)[0].Lines.Count);
        _ = Written(plot, "many.svg");
    }

    [Fact]
    public void An_svg_is_well_formed_and_what_tests_are_called_is_text()
    {
        var plot = PlotOf(Ramp("<b>cell</b> & \u0007co ﾿"), new() { Title = "</title><script>" });
        var drawn = XDocument.Parse(Written(plot, "v.svg"));
        Assert.Empty(drawn.Descendants(Svg + "script"));
        var texts = drawn.Descendants(Svg + "text").Select(text => text.Value).ToArray();
        Assert.Contains("</title><script>", texts);
        Assert.Contains("channel 5: <b>cell</b> & \\u0007co ﾿", texts);
        Assert.Contains("Voltage (V)", texts);
        Assert.Contains("2026-03-05 12:00:00 to 2026-03-05 12:01:39 (UTC+00:00)", texts);
        Assert.Contains("12:01:30", texts);
    }

    [Fact]
    public void An_svg_has_a_curve_from_the_left_to_the_right_and_from_the_lowest_to_the_highest()
    {
        var drawn = XDocument.Parse(Written(PlotOf(Ramp("cell"), new() { Quantities = [PlotQuantity.Voltage] }), "v.svg"));
        var curve = drawn.Descendants(Svg + "path").Last(path => path.Attribute("class")!.Value == "c0").Attribute("d")!.Value;
        var numbers = Regex.Matches(curve, "[0-9.]+").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(200, numbers.Length);
        Assert.True(numbers[0] < 100 && numbers[^2] > 900);
        Assert.True(numbers[1] - numbers[^1] > 250);
    }

    [Fact]
    public void A_pdf_tells_where_its_parts_begin_and_has_a_question_mark_for_letters_that_its_font_lacks()
    {
        var plot = PlotOf(Ramp("Zelle (ä) – 5 °C, Ω"));
        var pdf = Written(plot, "v.pdf");
        var table = int.Parse(Regex.Match(pdf, @"startxref\n(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal("xref", pdf.Substring(table, 4));
        var places = Regex.Matches(pdf[table..], @"(\d{10}) 00000 n")
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(
            Enumerable.Range(1, places.Length).Select(number => $"{number} 0 obj"), places.Select(place => pdf.Substring(place, 7)));
        Assert.Contains(@"(channel 5: Zelle \050\344\051 \226 5 \260C, ?) Tj", pdf, StringComparison.Ordinal);
        Assert.Equal("Ω", PlotFormat.LettersMissing(plot, "v.pdf"));
        Assert.Equal("", PlotFormat.LettersMissing(plot, "v.svg"));
    }

    [Fact]
    public void A_page_needs_nothing_from_elsewhere_and_no_name_ends_its_script()
    {
        var page = Written(PlotOf(Ramp("</script><img src=x>"), new() { Title = "{data}" }), "v.html");
        Assert.DoesNotContain("</script><img", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?:src|href)=""?(?:https?:)?//", page);
        Assert.Contains("\\u003C/script\\u003E", page, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted", page, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(page, "</script>"));
    }

    [Theory]
    [InlineData(0, 99, "12:00:00 12:00:15 12:00:30 12:00:45 12:01:00 12:01:15 12:01:30")]
    [InlineData(39_600, 50_400, "23:00 23:30 6 Mar 00:30 01:00 01:30 02:00")]
    [InlineData(0, 1_000_000, "6 Mar 8 Mar 10 Mar 12 Mar 14 Mar 16 Mar")]
    public void Times_are_marked_where_they_are_round_and_days_with_their_date(double from, double to, string marks)
    {
        var ticks = Ticks.OfTime(Noon.ToUnixTimeSeconds() + from, Noon.ToUnixTimeSeconds() + to, 8, TimeZoneInfo.Utc);
        Assert.StartsWith(marks, string.Join(" ", ticks.Marks.Select(mark => mark.Label)) + " ", StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_those_of_the_zone_also_where_its_hours_are_halved()
    {
        var india = TimeZoneInfo.CreateCustomTimeZone("India", TimeSpan.FromHours(5.5), "India", "India");
        var ticks = Ticks.OfTime(Noon.ToUnixTimeSeconds(), Noon.ToUnixTimeSeconds() + 7200, 3, india);
        Assert.Equal([(Noon.ToUnixTimeSeconds() + 1800.0, "18:00"), (Noon.ToUnixTimeSeconds() + 5400.0, "19:00")], ticks.Marks);
    }

    [Theory]
    [InlineData(3.0, 4.2, "3.0 3.5 4.0")]
    [InlineData(-1, 1, "-1.0 -0.5 0.0 0.5 1.0")]
    [InlineData(0.00012, 0.00031, "0.00015 0.00020 0.00025 0.00030")]
    [InlineData(1000, 250_000, "0 50000 100000 150000 200000 250000")]
    public void Values_are_marked_where_they_are_round(double low, double high, string marks) =>
        Assert.Equal(marks, string.Join(" ", Ticks.OfValues(low, high, 6).Marks.Select(mark => mark.Label)));

    [Fact]
    public void A_value_that_never_changes_has_an_axis() =>
        Assert.NotEmpty(Ticks.OfValues(4.2, 4.2, 6).Marks);

    private static int[] PiecesOf(params double[] read)
    {
        var curve = new ThinnedCurve();
        foreach (var x in read)
            curve.Add(x, 3.7);
        return [.. curve.Pieces.Select(piece => piece.Count)];
    }

    private static PlotAxis[] AxesOf(Plot plot) => [.. plot.Panels.SelectMany(panel => panel.Axes)];

    private static Plot PlotOf(IEnumerable<LogReading> readings, PlotOptions? options = null)
    {
        var plot = new Plot((options ?? new PlotOptions()) with { TimeZone = TimeZoneInfo.Utc });
        foreach (var reading in readings)
            plot.Add(reading);
        return plot;
    }

    private static IEnumerable<LogReading> Ramp(string test) =>
        Enumerable.Range(0, 100).Select(i => Reading(5, i, 3 + i / 100.0, 1) with { TestName = test });

    private static string Written(Plot plot, string path) => Encoding.UTF8.GetString(PlotFormat.Write(plot, path));

    private static LogReading Reading(int channel, double seconds, double voltage, double current) => new()
    {
        Session = "tester1",
        Channel = channel,
        TestName = $"cell {channel}",
        State = ChannelState.Active,
        Voltage = voltage,
        SignedCurrent = current,
        ReadAt = Noon.AddSeconds(seconds),
    };
}
