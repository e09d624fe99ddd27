using System.Text.Json;
using System.Text.RegularExpressions;
using MacNet.Data;
using MacNet.Data.Dashboard;
using MacNet.Data.Live;
using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Module;
using Xunit;

namespace MacNet.Tests.Unit.Data;

/// <summary>What /api gives.</summary>
public partial class DashboardJsonTests
{
    private static readonly LogReading Full = Readings.Of(60) with
    {
        Reason = RecordReason.OverchargeSafety,
        StepTime = TimeSpan.FromSeconds(5),
        Cycle = 2,
        Step = 3,
        Capacity = 0.5,
        Energy = 1.75,
        Auxiliaries = [new AuxiliaryValue(1, 31.504, "C"), new AuxiliaryValue(2, -2500, "C")],
    };

    [Fact]
    public void The_documentation_lists_all_values_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(TheModule.Root, "docs", "dashboard.md"));
        var listed = Row().Matches(page).SelectMany(row => Name().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value);
        Assert.Equal(NamesIn(State(Full).RootElement).Order().Distinct(), listed.Order().Distinct());
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var reading = new LogReading { Session = "lab", Channel = 3, Voltage = double.NaN };
        var channel = State(reading).RootElement.GetProperty("testers")[0].GetProperty("channels")[0];
        Assert.Equal(["channel"], NamesIn(channel));
    }

    [Fact]
    public void Values_are_in_the_documented_units()
    {
        var channel = State(Full).RootElement.GetProperty("testers")[0].GetProperty("channels")[0];
        Assert.Equal(60, channel.GetProperty("testSeconds").GetDouble());
        Assert.Equal([31.5], channel.GetProperty("temperatures").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal("2026-11-26T10:01:00+00:00", channel.GetProperty("readAt").GetString());
    }

    private static JsonDocument State(LogReading reading)
    {
        var tester = new TesterPicture
        {
            Session = "lab",
            AnsweredAt = Readings.Start,
            Problem = "No answer.",
            Interval = TimeSpan.FromSeconds(1),
            Channels = [reading],
        };
        return JsonDocument.Parse(DashboardJson.State(
            Readings.Start,
            [tester],
            [new DashboardEvent(Readings.Start, "lab", 3, "Active → Completed")],
            [new DashboardAlert("alert1", Readings.Start, "It is hot.")]));
    }

    private static IEnumerable<string> NamesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(value => NamesIn(value.Value).Prepend(value.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };

    // The first cell of a table's row that begins with a name in code.
    [GeneratedRegex(@"^\| (`[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();
}
