using MacNet.Data;
using MacNet.Data.Alerts;
using MacNet.Data.Collecting;
using MacNet.Data.Live;
using MacNet.Data.Logging;
using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Operations;
using MacNet.Tests.Unit.Time;
using Xunit;
using static MacNet.Tests.Unit.Data.Readings;

namespace MacNet.Tests.Unit.Data;

/// <summary>What an alert finds, and when it says so.</summary>
public sealed class AlertTests
{
    private static readonly LogReading Fault = Of(0) with { State = ChannelState.Problem, Reason = RecordReason.OverchargeSafety };

    private readonly ManualTime clock = new();

    [Fact]
    public void An_incident_is_told_once_while_it_lasts_and_once_more_when_it_is_over()
    {
        var alert = new Alert("fault", [new StateCondition([ChannelState.Problem])]);
        Assert.Empty(Look(alert, Of(0)));
        Assert.Equal("Channel 1 of lab (Cell A): Problem, OverchargeSafety", Assert.Single(Look(alert, Fault)).ToString());
        Assert.Empty(Look(alert, Fault, 3600));
        Assert.Equal(AlertMessageKind.Over, Assert.Single(Look(alert, Of(0), 1)).Kind);
        Assert.Empty(Look(alert, Of(0), 1));
        Assert.Equal(AlertMessageKind.Raised, Assert.Single(Look(alert, Fault, 1)).Kind);
    }

    [Fact]
    public void What_a_test_is_called_cannot_act_on_who_reads_the_message()
    {
        var alert = new Alert("fault", [new StateCondition([ChannelState.Problem])]);
        var message = Assert.Single(Look(alert, Fault with { TestName = "a\u001b[2J\u202eb" }));
        Assert.Equal("Channel 1 of lab (a\\u001B[2J\\u202Eb): Problem, OverchargeSafety", message.Text);
        Assert.Equal("a\u001b[2J\u202eb", message.TestName);
    }

    [Fact]
    public void What_has_not_lasted_is_not_told_and_neither_that_it_is_over()
    {
        var alert = new Alert("fault", [new StateCondition([ChannelState.Problem])]) { For = TimeSpan.FromSeconds(60) };
        Assert.Empty(Look(alert, Fault));
        Assert.Empty(Look(alert, Fault, 59));
        Assert.Empty(Look(alert, Of(0), 0.5));
        Assert.Empty(Look(alert, Fault, 1));
        Assert.Empty(Look(alert, Fault, 59));
        var raised = Assert.Single(Look(alert, Fault, 1));
        Assert.Equal(TimeSpan.FromSeconds(60), raised.Time - raised.Began);
    }

    [Fact]
    public void What_still_lasts_is_told_again_when_that_is_wanted_and_not_earlier()
    {
        var alert = new Alert("fault", [new StateCondition([ChannelState.Problem])]) { RepeatAfter = TimeSpan.FromHours(1) };
        Assert.Single(Look(alert, Fault));
        Assert.Empty(Look(alert, Fault, 3599));
        Assert.Equal("Still: Channel 1 of lab (Cell A): Problem, OverchargeSafety", Assert.Single(Look(alert, Fault, 1)).ToString());
        Assert.Empty(Look(alert, Fault, 3599));
        Assert.Single(Look(alert, Fault, 1));
    }

    [Fact]
    public void What_is_not_known_as_the_tester_is_away_neither_begins_nor_ends_an_incident()
    {
        var alert = new Alert("fault", [new StateCondition([ChannelState.Problem])]);
        Assert.Empty(alert.Look(Tester("no connection", Fault), clock.GetUtcNow()));
        Assert.Single(Look(alert, Fault));
        Assert.Empty(alert.Look(Tester("no connection", Of(0)), clock.GetUtcNow()));
        Assert.Single(alert.Raised);
    }

    [Fact]
    public void A_temperature_below_the_absolute_zero_is_none()
    {
        var alert = new Alert("cold", [new ValueCondition(AlertQuantity.Temperature, above: 45, below: 0)]);
        Assert.Empty(Look(alert, Of(0) with { Auxiliaries = [new(1, -2500, "C"), new(2, 25, "C"), new(3, 99, "V")] }));
        var told = Assert.Single(Look(alert, Of(0) with { Auxiliaries = [new(1, -2500, "C"), new(2, 47.5, "C")] }));
        Assert.Equal("Channel 1 of lab (Cell A), input 2: 47.5 °C, above 45 °C", told.Text);
    }

    [Fact]
    public void A_current_counts_with_its_sign_and_one_that_is_not_known_is_none()
    {
        var alert = new Alert("current", [new ValueCondition(AlertQuantity.Current, above: 2, below: -3)]);
        Assert.Empty(Look(alert, Of(0) with { SignedCurrent = -2.5 }));
        Assert.Empty(Look(alert, Of(0) with { SignedCurrent = null }));
        var told = Assert.Single(Look(alert, Of(0) with { SignedCurrent = -3.5 }));
        Assert.Equal("Channel 1 of lab (Cell A): -3.5 A, below -3 A", told.Text);
        Assert.Equal(AlertMessageKind.Over, Assert.Single(Look(alert, Of(0) with { SignedCurrent = 1 })).Kind);
        Assert.Equal("Channel 1 of lab (Cell A): 2.5 A, above 2 A", Assert.Single(Look(alert, Of(0) with { SignedCurrent = 2.5 })).Text);
    }

    [Fact]
    public void A_running_test_whose_test_time_stands_still_is_silent_and_one_that_is_suspended_is_not()
    {
        var alert = new Alert("still", [new SilenceCondition(TimeSpan.FromSeconds(60))]);
        Assert.Empty(Look(alert, Of(7)));
        Assert.Empty(Look(alert, Of(7), 60));
        Assert.Contains("stood still for 61 s", Assert.Single(Look(alert, Of(7), 1)).Text, StringComparison.Ordinal);
        Assert.Equal(AlertMessageKind.Over, Assert.Single(Look(alert, Of(8), 1)).Kind);
        Assert.Empty(Look(alert, Of(8) with { State = ChannelState.Suspended }, 3600));
    }

    [Fact]
    public void A_look_that_fails_is_told_once_for_each_tester_and_the_others_are_looked_at()
    {
        var judged = new OwnCondition(
            readings => readings[0].Session == "broken" ? throw new InvalidOperationException("no such thing") : [true], "own");
        var problems = new List<string>();
        var told = new List<AlertMessage>();
        using var alert = new WatchedAlert(new Alert("own", [judged]), [], problems.Add);
        for (var look = 0; look < 3; look++)
        {
            alert.Look(Tester(null, Of(0) with { Session = "broken" }), clock.GetUtcNow(), told.Add);
            alert.Look(Tester(null, Of(0)), clock.GetUtcNow(), told.Add);
            alert.Look(clock.GetUtcNow(), told.Add);
        }

        Assert.Equal(["no such thing"], problems);
        Assert.Equal("no such thing", alert.LookError);
        Assert.Equal("lab", Assert.Single(told).Session);
    }

    [Fact]
    public async Task A_log_that_keeps_no_reading_is_silent_also_when_it_was_stopped_and_one_of_its_name_ends_that()
    {
        using var lab = await Lab.OpenAsync();
        var logs = new List<ReadingLog>();
        var alert = new Alert("log", [new LogSilenceCondition(() => logs, "lab", TimeSpan.FromSeconds(60))]);
        using (var first = LogTo(new KeepingStore(), lab))
        {
            logs.Add(first);
            Assert.True(SpinWait.SpinUntil(() => first.LastReadingKeptAt is not null, TimeSpan.FromSeconds(30)));
            Assert.Empty(alert.Look(After(60)));
            first.Take(Batch(Of(0)));
            Assert.True(SpinWait.SpinUntil(() => first.LastReadingKeptAt == clock.GetUtcNow(), TimeSpan.FromSeconds(30)));
            Assert.Empty(alert.Look(After(60)));
            first.Note("lab", LogEventKind.Alarm, 1, "an event is no reading");
            Assert.True(SpinWait.SpinUntil(() => first.LastWriteAt == clock.GetUtcNow(), TimeSpan.FromSeconds(30)));
            Assert.Equal("Log 'lab' has kept no reading for 61 s", Assert.Single(alert.Look(After(1))).Text);
        }

        logs.Clear();
        Assert.Empty(alert.Look(After(1)));
        Assert.Equal("log lab", alert.Raised[0].Subject.ToString());
        Assert.EndsWith("62 s: it was stopped", alert.Raised[0].Text, StringComparison.Ordinal);
        using var second = LogTo(new KeepingStore(), lab);
        logs.Add(second);
        Assert.Equal(AlertMessageKind.Over, Assert.Single(alert.Look(After(1))).Kind);
    }

    [Fact]
    public async Task A_log_whose_database_is_away_is_silent_and_says_why_though_readings_wait_on_the_disk()
    {
        using var lab = await Lab.OpenAsync();
        using var log = LogTo(new KeepingStore { Problem = "The database is away." }, lab);
        var alert = new Alert("log", [new LogSilenceCondition(() => [log], "lab", TimeSpan.FromSeconds(60))]);
        log.Take(Batch(Of(0)));
        Assert.True(SpinWait.SpinUntil(() => log.Problem is not null, TimeSpan.FromSeconds(30)));
        Assert.EndsWith("for 61 s: The database is away.", Assert.Single(alert.Look(After(61))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_another_process_is_silent_without_a_new_reading_or_where_it_cannot_be_read()
    {
        Func<DateTimeOffset, bool> read = _ => true;
        var alert = new Alert("log", [new LogFileSilenceCondition("lab.sqlite", after => read(after), TimeSpan.FromSeconds(60))]);
        Assert.Empty(alert.Look(After(0)));
        var newest = clock.GetUtcNow();
        read = after => newest >= after;
        Assert.Empty(alert.Look(After(60)));
        Assert.Empty(alert.Look(After(5)));
        Assert.Equal("Log 'lab.sqlite' has no reading of the last 60 s", Assert.Single(alert.Look(After(1))).Text);
        read = _ => throw new LogException(LogProblem.CannotOpen, "the disk has gone");
        Assert.Empty(alert.Look(After(6)));
        Assert.EndsWith("60 s: the disk has gone", Assert.Single(alert.Raised).Text, StringComparison.Ordinal);
        read = _ => true;
        Assert.Equal(AlertMessageKind.Over, Assert.Single(alert.Look(After(6))).Kind);
    }

    private ReadingLog LogTo(KeepingStore store, Lab lab) => new(
        "lab", "", [lab.Session], store, new CollectorOptions { Interval = TimeSpan.FromHours(1), WithDetails = false },
        new ChangeFilter(1, 1, TimeSpan.FromHours(1)), clock);

    private DateTimeOffset After(double seconds)
    {
        clock.AdvanceSeconds(seconds);
        return clock.GetUtcNow();
    }

    private IReadOnlyList<AlertMessage> Look(Alert alert, LogReading reading, double afterSeconds = 0)
    {
        var now = After(afterSeconds);
        return alert.Look(Tester(null, reading), now);
    }

    private TesterPicture Tester(string? problem, LogReading reading) => new()
    {
        Session = reading.Session,
        Since = ManualTime.Start,
        AnsweredAt = clock.GetUtcNow(),
        Problem = problem,
        Channels = [reading],
    };

    private sealed class KeepingStore : ILogStore
    {
        public string? Problem { get; init; }

        public long Spooled => 0;

        public long Write(IReadOnlyList<LogBatch> batches) => 1;

        public void Dispose()
        {
        }
    }
}
