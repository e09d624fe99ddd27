using System.Globalization;
using MacNet.Data.Collecting;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Data.Logging;

/// <summary>What a log has of one tester: its readings as they are collected, and what happened meanwhile.</summary>
internal sealed class TesterChronicle : ICollected
{
    private readonly MaccorSession tester;
    private readonly CollectorOptions options;
    private readonly TimeProvider clock;
    private readonly Action<LogBatch> take;
    private readonly TesterCollector collector;
    private readonly List<LogEvent> events = [];
    private readonly Dictionary<int, ChannelState?> states = [];
    private DateTimeOffset latest;
    private DateTimeOffset? awaySince;
    private int missedBefore;

    internal TesterChronicle(MaccorSession tester, CollectorOptions options, TimeProvider clock, Action<LogBatch> take)
    {
        (this.tester, this.options, this.clock, this.take) = (tester, options, clock, take);
        collector = new TesterCollector(tester, this, options, clock);
    }

    /// <summary>How many sweeps were due and did not take place.</summary>
    internal int Missed => collector.Missed;

    internal async Task RunAsync(CancellationToken cancellation)
    {
        Note(LogEventKind.Started, null, $"Every {options.Interval.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        try
        {
            await collector.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Note(LogEventKind.Stopped, null, "");
            await Give([]).ConfigureAwait(false);
        }
    }

    public Task TakeSweepAsync(string session, IReadOnlyList<LogReading> readings, CancellationToken cancellation)
    {
        NoteReturn();
        NoteGap();
        NoteClock();
        foreach (var reading in readings)
            NoteState(reading);
        return Give(readings);
    }

    public Task TakeDetailsAsync(LogReading reading, CancellationToken cancellation) => Give([reading]);

    public Task TakeAbsenceAsync(string session, DateTimeOffset time, string problem, CancellationToken cancellation)
    {
        if (awaySince is not null)
            return Task.CompletedTask;
        awaySince = time;
        Note(LogEventKind.Away, null, problem);
        return Give([]);
    }

    private void NoteReturn()
    {
        if (awaySince is not { } since)
            return;
        awaySince = null;
        missedBefore = Missed;
        Note(LogEventKind.Back, null, FormattableString.Invariant($"After {(clock.GetUtcNow() - since).TotalSeconds:0.###} s."));
    }

    private void NoteGap()
    {
        if (Missed > missedBefore)
            Note(
                LogEventKind.Gap,
                null,
                FormattableString.Invariant($"{Missed - missedBefore} sweeps did not take place: those before took too long."));
        missedBefore = Missed;
    }

    private void NoteClock()
    {
        var now = clock.GetUtcNow();
        if (now < latest)
            Note(LogEventKind.ClockSetBack, null, FormattableString.Invariant($"By {(latest - now).TotalSeconds:0.###} s."));
        latest = now;
    }

    private void NoteState(LogReading reading)
    {
        if (states.TryGetValue(reading.Channel, out var former) && former != reading.State)
            Note(LogEventKind.State, reading.Channel, $"{former} to {reading.State}");
        states[reading.Channel] = reading.State;
    }

    private void Note(LogEventKind kind, int? channel, string text) => events.Add(new(clock.GetUtcNow(), kind, channel, text));

    private Task Give(IReadOnlyList<LogReading> readings)
    {
        take(new LogBatch(tester.Name, clock.GetUtcNow(), readings, [.. events]));
        events.Clear();
        return Task.CompletedTask;
    }
}
