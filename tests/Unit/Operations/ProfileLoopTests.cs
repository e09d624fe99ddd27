using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using Xunit;
using Bench = MacNet.Tests.Unit.Operations.DirectBench;

namespace MacNet.Tests.Unit.Operations;

public class ProfileLoopTests
{
    [Fact]
    public async Task Outputs_are_sent_when_they_are_due_and_the_end_is_rest()
    {
        using var bench = await Bench.StartAsync();
        var loop = Loop(bench, new OutputProfile([Row(0, 0.2f), Row(0.5, -0.5f), Row(1.2, 0), Row(1.6)]));
        // The rest of the start is no reason to wait.
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        await loop.RunAsync();

        var outputs = bench.RequestsFor(Functions.SetDirectOutput)
            .Where(request => request.Message is DirectOutputRequest { Channel: Bench.Channel }).ToArray();
        Assert.Equal("CCCDDDDRRRR", string.Concat(outputs.Select(output => ((DirectOutputRequest)output.Message!).Mode)));
        Assert.Equal(
            [0, 0.15, 0.3, 0.5, 0.65, 0.8, 0.95, 1.2, 1.35, 1.6],
            outputs.Take(10).Select(output => Math.Round((output.Time - outputs[0].Time).TotalSeconds, 3)));
        Assert.Equal((0, null, 0), (bench.Driven, loop.RestProblem, loop.MissedTurns));
    }

    [Fact]
    public async Task A_pause_is_rest_and_the_profile_s_time_stands_still()
    {
        using var bench = await Bench.StartAsync();
        var asked = 0;
        var loop = Loop(bench, new OutputProfile([Row(0, 0.2f), Row(0.5)]), pauses: () => ++asked is 2 or 3);

        await loop.RunAsync();

        // Begun, paused at 0.15 s for two turns, gone on from 0.15 s.
        Assert.Equal(['C', 'R', 'C', 'C', 'R', 'R'], bench.Outputs.Select(output => output.Mode));
        Assert.Equal(TimeSpan.FromSeconds(0.5), loop.Position);
    }

    [Fact]
    public async Task A_pause_whose_rest_came_too_late_to_be_set_is_rest_all_the_same()
    {
        using var bench = await Bench.StartAsync();
        var asked = 0;
        // The reading and the decision each come in time, and both together do not.
        var half = TimeSpan.FromSeconds(1.2);
        var loop = new ProfileLoop(bench.Session, Bench.Channel, new OutputProfile([Row(0, 0.2f), Row(0.5)]))
        {
            Interval = TimeSpan.FromMilliseconds(150),
            Read = async cancellation =>
            {
                var reading = await bench.Session.ReadStatusAsync(Bench.Channel, cancellation);
                bench.Time.Advance(asked == 1 ? half : TimeSpan.Zero);
                return reading;
            },
            Pauses = (_, _) =>
            {
                bench.Time.Advance(++asked == 2 ? half : TimeSpan.Zero);
                return Task.FromResult(asked is 2 or 3 or 4);
            },
        };

        await loop.RunAsync();

        Assert.Equal(['C', 'R', 'C'], bench.Outputs.Select(output => output.Mode).Take(3));
    }

    [Fact]
    public async Task A_power_is_a_limit_beside_the_largest_current_in_its_direction()
    {
        using var bench = await Bench.StartAsync(start: new DirectControlStart { SafetyLimit = Bench.Limits, Power = 3 });
        var rows = new[] { new ProfileRow(TimeSpan.Zero) { Power = -2, Voltage = 3 }, Row(0.5) };

        await Loop(bench, new OutputProfile(rows)).RunAsync();

        var output = bench.Outputs[0];
        Assert.Equal(('D', 2f, 2f, 3f), (output.Mode, output.Current, output.Power, output.Voltage));
    }

    [Fact]
    public async Task A_voltage_alone_is_gone_to_by_charging_or_discharging()
    {
        using var bench = await Bench.StartAsync();
        var rows =
            new[] { Row(0) with { Voltage = 4.2f }, Row(0.3) with { Voltage = 2.6f }, Row(0.6) };

        await Loop(bench, new OutputProfile(rows), currentLimit: 0.5f).RunAsync();

        Assert.Equal([('C', 4.2f), ('D', 2.6f)], bench.Outputs.Select(output => (output.Mode, output.Voltage)).Distinct().Take(2));
    }

    [Theory]
    [InlineData(5f, null, null, "OutputBeyondLimits")]
    [InlineData(null, 1f, null, "QuantityNotActive")]
    [InlineData(null, null, 3.7f, "CurrentLimitMissing")]
    [InlineData(1f, null, 9f, "OutputBeyondLimits")]
    public async Task What_a_row_cannot_have_is_found_before_anything_is_sent(float? current, float? power, float? voltage, string errorId)
    {
        using var bench = await Bench.StartAsync();
        var row = new ProfileRow(TimeSpan.FromSeconds(1)) { Current = current, Power = power, Voltage = voltage };
        var loop = Loop(bench, new OutputProfile([Row(0, 0.1f), row, Row(2)]));

        var problem = await Assert.ThrowsAsync<MaccorInputException>(() => loop.CheckAsync(TestContext.Current.CancellationToken));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.StartsWith("row 2, 1 s: ", problem.What, StringComparison.Ordinal);
        Assert.Empty(bench.Outputs);
    }

    [Fact]
    public async Task Rows_that_come_while_a_turn_takes_too_long_are_left_out_and_that_is_told_once()
    {
        using var bench = await Bench.StartAsync();
        var told = 0;
        var turns = 0;
        var loop = new ProfileLoop(
            bench.Session, Bench.Channel, new OutputProfile([Row(0, 0.1f), Row(0.2, 0.2f), Row(0.4, 0.3f), Row(0.6, 0.4f), Row(0.9)]))
        {
            Lead = TimeSpan.Zero,
            Interval = TimeSpan.FromMilliseconds(300),
            Overrun = _ => told++,
            Follow = (_, _) =>
            {
                if (++turns == 1)
                    bench.Time.Advance(TimeSpan.FromMilliseconds(450));
                return Task.FromResult(true);
            },
        };

        await loop.RunAsync();

        Assert.Equal([0.1f, 0.3f, 0.4f], bench.Outputs.Where(output => output.Mode == 'C').Select(output => output.Current).Distinct());
        Assert.Equal((1, 1), (loop.MissedTurns, told));
    }

    private static ProfileLoop Loop(Bench bench, OutputProfile profile, Func<bool>? pauses = null, float? currentLimit = null) =>
        new(bench.Session, Bench.Channel, profile)
        {
            Interval = TimeSpan.FromMilliseconds(150),
            Lead = TimeSpan.FromMilliseconds(20),
            CurrentLimit = currentLimit,
            Pauses = pauses is null ? null : (_, _) => Task.FromResult(pauses()),
        };

    private static ProfileRow Row(double seconds, float? current = null) => new(TimeSpan.FromSeconds(seconds)) { Current = current };
}
