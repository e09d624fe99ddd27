using MacNet.Data;
using MacNet.Data.Live;
using MacNet.PowerShell.Live;
using MacNet.PowerShell.Screen;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Tests.Unit.Time;
using Xunit;
using Lab = MacNet.Tests.Unit.Operations.Lab;

namespace MacNet.Tests.Unit.Module;

/// <summary>The README's picture of the screen is what the screen draws of a virtual tester.</summary>
public sealed class ScreenPictureTests
{
    private const int Columns = 100;

    // It is shown in local time, and is noon everywhere.
    private static readonly DateTimeOffset Noon = new(new DateTime(2026, 3, 5, 12, 0, 0, DateTimeKind.Local));

    [Fact]
    public async Task The_picture_of_the_screen_is_what_it_draws_and_is_drawn_anew_where_it_is_not()
    {
        var path = Path.Combine(TheModule.Root, "docs", "images", "screen.svg");
        var drawn = TerminalPicture.Draw(
            await ScreenAsync(), Columns, "The terminal: two testers, one channel with a fault in red, one tester that does not answer");
        var kept = File.Exists(path)
            ? (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n")
            : "";
        if (kept != drawn)
            await File.WriteAllTextAsync(path, drawn, TestContext.Current.CancellationToken);
        Assert.Equal(drawn, kept);
    }

    private static async Task<IReadOnlyList<string>> ScreenAsync()
    {
        var time = new ManualTime();
        using var lab = await Lab.OpenAsync(options => (options.Channels, options.Speed, options.TimeProvider) = (8, 1, time));
        foreach (var channel in Enumerable.Range(1, 5))
        {
            await lab.Session.StartTestAsync(
                new TestStart(channel, new TestPlan { Procedure = "CCCV charge", TestName = "Batch 12 cell {channel}" }));
            time.AdvanceSeconds(60);
        }

        time.AdvanceSeconds(1500);
        _ = await lab.Session.ReadStatusAsync(2);
        lab.Tester.Channels[2].Fail(RecordReason.OverchargeSafety);
        await lab.Session.SuspendTestAsync(4);
        time.AdvanceSeconds(90);
        var readings = await Task.WhenAll(Enumerable.Range(1, 8).Select(channel => lab.Session.ReadDetailsAsync(channel)));
        var fault = Of("tester1", readings.Take(8), answered: Noon.AddSeconds(-1));
        var idle = readings.Skip(5).Select((reading, i) => reading with { Channel = i + 1 });
        var away = Of("tester2", idle, answered: Noon.AddSeconds(-75), problem: "no connection to tester2: connection refused");
        return new ChannelScreen().Draw(
            [fault, away],
            ["Channel 2 of tester1 (Batch 12 cell 2): Problem, OverchargeSafety"],
            [new Spoken("11:59:45 silent: tester2 has not answered for 60 s: no connection to tester2: connection refused", false)],
            Noon,
            Columns,
            20);
    }

    private static TesterPicture Of(
        string session, IEnumerable<LogReading> readings, DateTimeOffset answered, string? problem = null) => new()
        {
            Session = session,
            Since = answered,
            AnsweredAt = answered,
            Problem = problem,
            Interval = TimeSpan.FromSeconds(1),
            Channels = [.. readings.Select(reading => reading with { Session = session })],
        };
}
