using MacNet.Data;
using MacNet.Data.Plotting;
using MacNet.Protocol.Messages;
using Xunit;

namespace MacNet.Tests.Unit.Data;

public class TextPlotTests
{
    [Fact]
    public void A_curve_goes_in_dots_from_below_left_to_above_right_with_marks_beside_and_below_it()
    {
        var lines = TextPlot.Draw(PlotOf(Ramp(1, 61)), 40, 4, withColors: false);
        Assert.Equal(
            [
                "— channel 1: cell",
                "    Voltage (V)",
                "3.4│                            ⣀⣀⡠⠤⠤⠒⠒⠉",
                "   │                  ⣀⣀⣀⠤⠤⠒⠒⠊⠉⠉",
                "3.2│        ⣀⣀⡠⠤⠤⠒⠒⠊⠉⠉",
                "3.0│⣀⠤⠤⠔⠒⠒⠉⠉",
                "                  12:00:30",
                "2026-03-05 12:00:00 to 2026-03-05 12:01:00 (UTC+00:00)",
            ],
            lines);
    }

    [Fact]
    public void Nothing_is_drawn_where_nothing_was_read()
    {
        var plot = PlotOf(
            Ramp(1, 10).Concat(Ramp(1, 10).Select(reading => reading with { ReadAt = reading.ReadAt!.Value.AddSeconds(90) })));
        var row = TextPlot.Draw(plot, 60, 2, withColors: false)[2];
        Assert.Matches("│ *[^ ]+ {40,}[^ ]+$", row);
    }

    [Fact]
    public void Curves_have_colours_where_the_terminal_has_some()
    {
        var lines = TextPlot.Draw(PlotOf(Ramp(1, 10).Concat(Ramp(2, 10, 3.5))), 60, 4, withColors: true);
        Assert.StartsWith("\u001b[36m— channel 1", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\u001b[33m— channel 2", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines.Skip(3), line => line.Contains("\u001b[36m", StringComparison.Ordinal));
        Assert.Contains(lines.Skip(3), line => line.Contains("\u001b[33m", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_test_is_called_cannot_act_on_the_terminal()
    {
        var lines = TextPlot.Draw(
            PlotOf(Ramp(1, 3).Select(reading => reading with { TestName = "\u001b[2Jgone" })), 60, 4, withColors: false);
        Assert.Equal("— channel 1: \\u001B[2Jgone", lines[0]);
    }

    private static Plot PlotOf(IEnumerable<LogReading> readings)
    {
        var plot = new Plot(new PlotOptions { TimeZone = TimeZoneInfo.Utc });
        foreach (var reading in readings)
            plot.Add(reading);
        return plot;
    }

    private static IEnumerable<LogReading> Ramp(int channel, int count, double from = 3) =>
        Enumerable.Range(0, count).Select(i => new LogReading
        {
            Session = "tester1",
            Channel = channel,
            TestName = "cell",
            State = ChannelState.Active,
            Voltage = from + i / 120.0,
            ReadAt = new DateTimeOffset(2026, 3, 5, 12, 0, 0, TimeSpan.Zero).AddSeconds(i),
        });
}
