using MacNet.Data;
using MacNet.Data.Logging;
using MacNet.Tests.Unit.Time;
using Xunit;

namespace MacNet.Tests.Unit.Data;

public class KeptCurvesTests
{
    private readonly ManualTime time = new();
    private readonly List<LogQuery> asked = [];
    private readonly KeptCurves curves;
    private readonly DateTimeOffset began;

    public KeptCurvesTests()
    {
        began = time.GetUtcNow();
        curves = new KeptCurves(Read, time);
    }

    [Fact]
    public void A_channel_s_readings_of_a_log_are_given_from_the_time_that_is_wanted()
    {
        var points = curves.Of("tester1", 5, began.AddSeconds(-10)).ToArray();
        Assert.Equal(10, points.Length);
        Assert.Equal((3.7, 31.5), (points[0].Voltage, points[0].Temperature));
        Assert.Equal([5], asked[0].Channels!);
        Assert.True(asked[0].Session!("TESTER1") && !asked[0].Session!("tester2"));
    }

    [Fact]
    public void A_log_is_read_once_a_minute_however_often_somebody_looks()
    {
        _ = curves.Of("tester1", 5, began.AddSeconds(-10));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(curves.Of("tester1", 5, began));
        Assert.Single(asked);
        time.Advance(TimeSpan.FromSeconds(2));
        _ = curves.Of("tester1", 5, began);
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public void More_than_was_read_is_read_at_once()
    {
        _ = curves.Of("tester1", 5, began.AddSeconds(-10));
        Assert.Equal(100, curves.Of("tester1", 5, began.AddSeconds(-100)).Count());
    }

    [Fact]
    public void Of_a_long_log_the_highest_value_is_kept_and_little_else()
    {
        var points = curves.Of("tester1", 5, began.AddSeconds(-50_000)).ToArray();
        Assert.InRange(points.Length, 1000, 4000);
        Assert.Equal(4.2, points.Max(point => point.Voltage));
    }

    [Fact]
    public void A_log_that_cannot_be_read_tells_nothing()
    {
        var broken = new KeptCurves((_, _) => throw new LogException(LogProblem.NotALog, "It is none."), time);
        Assert.Empty(broken.Of("tester1", 5, began));
    }

    private IEnumerable<LogReading> Read(string session, LogQuery query)
    {
        asked.Add(query);
        for (var at = query.After!.Value; at < began; at = at.AddSeconds(1))
        {
            yield return new LogReading
            {
                Session = session,
                Channel = 5,
                ReadAt = at,
                Voltage = at == began.AddSeconds(-777) ? 4.2 : 3.7,
                SignedCurrent = 1,
                Auxiliaries = [new AuxiliaryValue(1, 31.5, "C")],
            };
        }
    }
}
