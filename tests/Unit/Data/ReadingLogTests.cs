using MacNet.Data.Collecting;
using MacNet.Data.Logging;
using MacNet.Tests.Unit.Operations;
using MacNet.Tests.Unit.Time;
using Xunit;
using static MacNet.Tests.Unit.Data.Readings;

namespace MacNet.Tests.Unit.Data;

/// <summary>A log while what it writes to is slow, and when clocks do what they should not.</summary>
public sealed class ReadingLogTests
{
    private static readonly CollectorOptions Seldom = new() { Interval = TimeSpan.FromHours(1), WithDetails = false };

    [Fact]
    public async Task Memory_is_bounded_while_nothing_can_be_written_and_what_found_no_room_is_told()
    {
        using var lab = await Lab.OpenAsync();
        using var store = new SlowStore();
        var readings = Enumerable.Range(1, 1000).Select(channel => Of(0, channel)).ToArray();
        using (var log = new ReadingLog("slow", "", [lab.Session], store, Seldom))
        {
            for (var sweep = 0; sweep < 400; sweep++)
                log.Take(new LogBatch("lab", Start.AddSeconds(sweep), readings, []));
            Assert.InRange(log.Waiting, 250_000, 301_000);
            Assert.InRange(log.Gaps, 99, 151);
            store.Open.Set();
            Assert.True(SpinWait.SpinUntil(() => log.Waiting == 0, TimeSpan.FromSeconds(30)));
            log.Take(new LogBatch("lab", Start, readings, []));
        }

        Assert.Contains(
            store.Events, item => item.Kind == LogEventKind.Gap && item.Text.Contains("found no room", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alarm_is_an_event_of_the_log_and_no_two_have_the_same_time()
    {
        using var lab = await Lab.OpenAsync();
        using var store = new SlowStore();
        store.Open.Set();
        using (var log = new ReadingLog("alarms", "", [lab.Session], store, Seldom, clock: new ManualTime()))
        {
            log.Note("lab", LogEventKind.Alarm, 3, "hot: 47 °C");
            log.Note("lab", LogEventKind.Alarm, 3, "empty: 2.4 V");
        }

        var alarms = store.Events.Where(item => item.Kind == LogEventKind.Alarm).ToArray();
        Assert.Equal(["hot: 47 °C", "empty: 2.4 V"], alarms.Select(item => item.Text));
        Assert.True(alarms[0].Time < alarms[1].Time);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_is_an_event_and_costs_no_reading()
    {
        using var lab = await Lab.OpenAsync();
        var clock = new ManualTime();
        var batches = new List<LogBatch>();
        var chronicle = new TesterChronicle(lab.Session, Seldom, clock, batches.Add);
        await chronicle.TakeSweepAsync("lab", [Of(0)], TestContext.Current.CancellationToken);
        clock.AdvanceSeconds(-3600);
        await chronicle.TakeSweepAsync("lab", [Of(1)], TestContext.Current.CancellationToken);
        await chronicle.TakeSweepAsync("lab", [Of(2)], TestContext.Current.CancellationToken);
        Assert.Equal([1, 1, 1], batches.Select(batch => batch.Readings.Count));
        Assert.Equal("By 3600 s.", Assert.Single(batches.SelectMany(batch => batch.Events)).Text);
    }

    private sealed class SlowStore : ILogStore
    {
        internal ManualResetEventSlim Open { get; } = new();

        internal List<LogEvent> Events { get; } = [];

        public string? Problem => null;

        public long Spooled => 0;

        public long Write(IReadOnlyList<LogBatch> batches)
        {
            Open.Wait();
            Events.AddRange(batches.SelectMany(batch => batch.Events));
            return batches.Sum(batch => (long)batch.Readings.Count);
        }

        public void Dispose()
        {
        }
    }
}
