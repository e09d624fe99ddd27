using MacNet.Protocol.Operations;
using Xunit;

namespace MacNet.Tests.Unit.Operations;

public class OutputProfileTests
{
    [Fact]
    public void Steps_hold_their_value_to_the_next_row_and_repeat()
    {
        var profile = new OutputProfile([Row(0, 1), Row(10, -2), Row(30)], repeats: 2);

        Assert.Equal([1, 1, -2, -2, 1, -2], new[] { 0, 9.9, 10, 29.9, 30, 59.9 }.Select(time => profile.At(Seconds(time)).Current));
        Assert.True(profile.At(Seconds(60)).IsRest);
        Assert.Equal((Seconds(30), Seconds(60)), (profile.Pass, profile.Duration));
    }

    [Fact]
    public void Lines_go_from_row_to_row_and_two_rows_at_one_time_are_a_jump()
    {
        var profile = new OutputProfile([Row(0, 0), Row(10, 1), Row(10, -1), Row(20, 1)], interpolates: true);

        Assert.Equal([0, 0.5f, -1, 0, 0.5f], new[] { 0, 5d, 10, 15, 17.5 }.Select(time => profile.At(Seconds(time)).Current));
    }

    [Fact]
    public void Outputs_are_due_at_each_row_and_in_intervals_after_it()
    {
        var profile = new OutputProfile([Row(0, 1), Row(2.5, 2), Row(3, 0)], repeats: 2);
        var times = new List<double>();
        for (var time = TimeSpan.Zero; time < profile.Duration; time = profile.NextAfter(time, Seconds(1)))
            times.Add(time.TotalSeconds);

        Assert.Equal([0, 1, 2, 2.5, 3, 4, 5, 5.5], times);
    }

    [Fact]
    public void A_moment_before_a_row_nothing_is_due_as_the_tester_would_refuse_the_row_s_output_then()
    {
        var profile = new OutputProfile([Row(0, 1), Row(1.05, 2), Row(3, 0)]);

        Assert.Equal(Seconds(1.05), profile.NextAfter(TimeSpan.Zero, Seconds(1)));
    }

    [Fact]
    public void What_a_profile_asks_of_a_cell_is_told()
    {
        var steps = new OutputProfile([Row(0, 1), Row(1800, -2), Row(3600)], repeats: 3);
        Assert.Equal((1.5, 3), (steps.Summary.ChargeCapacity, steps.Summary.DischargeCapacity));
        Assert.Equal("3 rows, 3:00:00 for 3 times, -2 to 1 A, 1.5 Ah charged, 3 Ah discharged", steps.ToString());

        var lines = new OutputProfile([Row(0, -1), Row(3600, 3)], interpolates: true);
        Assert.Equal((1.125, 0.125), (lines.Summary.ChargeCapacity, lines.Summary.DischargeCapacity));

        var power = new OutputProfile([new ProfileRow(Seconds(0)) { Power = -5, Voltage = 3 }, Row(3600)]);
        Assert.Equal("2 rows, 1:00:00, -5 to -5 W, 3 to 3 V, 0 Wh charged, 5 Wh discharged", power.ToString());
    }

    public static TheoryData<ProfileRow[], bool, string> Wrong => new()
    {
        { [Row(0, 1)], false, "two rows at least" },
        { [Row(1, 1), Row(2)], false, "begins at 0 s" },
        { [Row(0, 1), Row(2, 1), Row(1)], false, "Row 3 of the profile, at 1 s: its time is before" },
        { [Row(0, 1), Row(0.05, 1), Row(1)], false, "Row 2 of the profile, at 0.05 s: it comes 0.05 s after" },
        { [Row(0, 1), Row(0, 2), Row(1)], false, "it comes 0 s after" },
        { [Row(0, 1), Row(1, 2)], false, "the last row says when the profile ends" },
        { [Row(0, float.NaN), Row(1)], false, "NaN is no value" },
        { [new ProfileRow(TimeSpan.Zero) { Current = 1, Power = 1 }, Row(1)], false, "a current or a power, not both" },
        { [Row(0, 1), new ProfileRow(Seconds(1)) { Power = 1 }], true, "no line leads to it" },
        { [Row(0, 1), Row(0, 2)], true, "takes no time" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rows_that_make_no_profile_are_refused_and_it_is_said_which_and_why(ProfileRow[] rows, bool interpolates, string why) =>
        Assert.Contains(
            why, Assert.Throws<ArgumentException>(() => new OutputProfile(rows, interpolates)).Message, StringComparison.Ordinal);

    private static ProfileRow Row(double seconds, float? current = null) => new(Seconds(seconds)) { Current = current };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
