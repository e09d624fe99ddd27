using System.Globalization;
using MacNet.Data.Live;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.Data.Collecting;

/// <summary>
/// Reads all channels of a tester again and again, on a fixed grid and on connections of its own: one message at a time, so that a command
/// waits for one of them at most. What is left of its share of the tester's time goes to details.
/// </summary>
/// <param name="tester">The tester, by a session that others use.</param>
/// <param name="options">How to collect.</param>
/// <param name="takers">Who takes what is collected.</param>
public sealed class TesterCollector(MaccorSession tester, CollectorOptions options, IReadOnlyList<ICollected> takers)
{
    private readonly List<CollectedEvent> events = [];
    private readonly DetailPlan plan = new(options);
    private MaccorSession? own;
    private DateTimeOffset latest;
    private DateTimeOffset? awaySince;

    /// <summary>How many sweeps that were due did not take place.</summary>
    public long MissedSweeps { get; private set; }

    private TimeProvider Clock => options.Clock;

    /// <summary>Collects until it is told to end.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Note(CollectedEventKind.Started, null, $"Every {options.Interval.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        var began = Clock.GetTimestamp();
        try
        {
            for (var due = 0L; ;)
            {
                await CollectAsync(cancellation).ConfigureAwait(false);
                due = await NextAsync(began, due, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Note(CollectedEventKind.Stopped, null, "");
            Hand([]);
        }
        finally
        {
            own?.Dispose();
        }
    }

    private async Task CollectAsync(CancellationToken cancellation)
    {
        var began = Clock.GetTimestamp();
        try
        {
            own ??= await tester.ConnectAgainAsync(cancellation).ConfigureAwait(false);
            var sweep = await Readings.ReadAsync(own, cancellation: cancellation).ConfigureAwait(false);
            Returned();
            Watch(sweep);
            var details = new DetailReader(own, plan, () => Clock.GetElapsedTime(began) < Budget);
            if (options.Details)
                await details.ReadNamesAsync(cancellation).ConfigureAwait(false);
            Hand([.. sweep.Select(reading => plan.Named(reading.ToLogReading()))]);
            if (options.Details && await details.ReadAsync(cancellation).ConfigureAwait(false) is { Count: > 0 } read)
                Hand(read);
        }
        catch (MaccorException problem)
        {
            Missed(problem);
        }
    }

    private TimeSpan Budget => TimeSpan.FromTicks((long)(options.Interval.Ticks * options.Share));

    // By the clock that only goes forward: what was missed is not made up for.
    private async Task<long> NextAsync(long began, long former, CancellationToken cancellation)
    {
        var elapsed = Clock.GetElapsedTime(began);
        var next = (elapsed.Ticks / options.Interval.Ticks) + 1;
        if (next - former - 1 is var missed and > 0)
        {
            MissedSweeps += missed;
            if (awaySince is null)
                Note(CollectedEventKind.Gap, null, $"{missed.ToString(CultureInfo.InvariantCulture)} sweeps took place too late, or not at all.");
        }

        await Clock.Wait(TimeSpan.FromTicks((next * options.Interval.Ticks) - elapsed.Ticks), cancellation).ConfigureAwait(false);
        return next;
    }

    private void Watch(IReadOnlyList<ChannelReading> sweep)
    {
        var now = Clock.GetUtcNow();
        if (now < latest)
            Note(CollectedEventKind.ClockSetBack, null, FormattableString.Invariant($"By {(latest - now).TotalSeconds:0.###} s."));
        latest = now;
        foreach (var reading in sweep)
        {
            if (plan.Saw(reading, now) is { } change)
                Note(CollectedEventKind.State, reading.Channel, change);
        }
    }

    private void Missed(MaccorException problem)
    {
        if (awaySince is not null)
            return;
        awaySince = Clock.GetUtcNow();
        Note(CollectedEventKind.Away, null, problem.Message);
        Hand([]);
    }

    private void Returned()
    {
        if (awaySince is not { } since)
            return;
        awaySince = null;
        Note(CollectedEventKind.Back, null, FormattableString.Invariant($"After {(Clock.GetUtcNow() - since).TotalSeconds:0.###} s."));
    }

    private void Note(CollectedEventKind kind, int? channel, string text) => events.Add(new(Clock.GetUtcNow(), kind, channel, text));

    private void Hand(IReadOnlyList<LogReading> readings)
    {
        var batch = new CollectedBatch(tester.Name, Clock.GetUtcNow(), readings, [.. events]);
        events.Clear();
        foreach (var taker in takers)
            taker.Take(batch);
    }
}
