using MacNet.Data.Live;
using MacNet.Protocol;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.Data.Collecting;

/// <summary>
/// Reads a tester again and again, over connections of its own: all channels by bulk functions on a fixed grid of times, and in what is
/// left of its share of the tester's time one channel after the other in full. A tester that is away is asked again, without end.
/// </summary>
/// <param name="like">The session with the tester; it is not used itself.</param>
/// <param name="taker">Takes what is read.</param>
/// <param name="options">How to read.</param>
/// <param name="clock">The clock.</param>
public sealed class TesterCollector(MaccorSession like, ICollected taker, CollectorOptions options, TimeProvider clock)
{
    private readonly DetailOrder order = new(options.IdleDetails);
    private readonly Dictionary<int, TestInformationNames> names = [];
    private readonly Dictionary<int, string[]> units = [];
    private MaccorSession? own;

    /// <summary>Sweeps that were left out, because those before took longer than the interval.</summary>
    public int Missed { get; private set; }

    /// <summary>Reads until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        try
        {
            for (var turn = 0L; ; turn = await NextTurnAsync(began, turn, cancellation).ConfigureAwait(false))
                await TakeTurnAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            own?.Dispose();
        }
    }

    // Turns that are over already are left out.
    private async Task<long> NextTurnAsync(long began, long turn, CancellationToken cancellation)
    {
        var next = Math.Max(turn, clock.GetElapsedTime(began).Ticks / options.Interval.Ticks) + 1;
        Missed += (int)(next - turn - 1);
        var wait = TimeSpan.FromTicks(next * options.Interval.Ticks) - clock.GetElapsedTime(began);
        if (wait > TimeSpan.Zero)
            await clock.Wait(wait, cancellation).ConfigureAwait(false);
        return next;
    }

    private async Task TakeTurnAsync(CancellationToken cancellation)
    {
        var turnBegan = clock.GetTimestamp();
        try
        {
            own ??= await like.ConnectBesideAsync(cancellation).ConfigureAwait(false);
            var readings = await own.ReadReadingsAsync(null, cancellation).ConfigureAwait(false);
            LogReading[] sweep = [.. readings.Select(reading => reading.ToLogReading() with { Session = like.Name })];
            var spent = clock.GetElapsedTime(turnBegan);
            order.Note(sweep);
            await taker.TakeSweepAsync(like.Name, [.. sweep.Select(Named)], cancellation).ConfigureAwait(false);
            if (options.WithDetails)
                await ReadDetailsAsync(spent, cancellation).ConfigureAwait(false);
        }
        catch (MaccorException problem)
        {
            await taker.TakeAbsenceAsync(like.Name, clock.GetUtcNow(), problem.What, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ReadDetailsAsync(TimeSpan spent, CancellationToken cancellation)
    {
        var budget = TimeSpan.FromTicks((long)(options.Interval.Ticks * options.Share));
        var done = new HashSet<int>();
        // One at least: a tester too slow for its share would else never tell more than a sweep does.
        while (order.Next(clock.GetUtcNow(), done) is { } channel && (spent < budget || done.Count == 0))
        {
            var began = clock.GetTimestamp();
            done.Add(channel);
            if (await ReadDetailsAsync(channel, cancellation).ConfigureAwait(false) is { } reading)
                await taker.TakeDetailsAsync(reading, cancellation).ConfigureAwait(false);
            order.Done(channel, clock.GetUtcNow());
            spent += clock.GetElapsedTime(began);
        }
    }

    private async Task<LogReading?> ReadDetailsAsync(int channel, CancellationToken cancellation)
    {
        try
        {
            var status = (await own!.ReadStatusAsync(channel, cancellation).ConfigureAwait(false)).ToLogReading();
            await LearnNamesAsync(status, cancellation).ConfigureAwait(false);
            return Named(
                status with { Session = like.Name, Auxiliaries = await ReadAuxiliariesAsync(channel, cancellation).ConfigureAwait(false) });
        }
        catch (MaccorErrorReplyException)
        {
            // A tester without a function costs that function only.
            return null;
        }
    }

    private async Task<IReadOnlyList<AuxiliaryValue>> ReadAuxiliariesAsync(int channel, CancellationToken cancellation)
    {
        if (units.TryGetValue(channel, out var known) && known.Length == 0)
            return [];
        var values = await own!.ReadAuxiliariesAsync(channel, cancellation).ConfigureAwait(false);
        units[channel] = [.. values.Select(value => value.Unit)];
        return [.. values.Where(value => !float.IsNaN(value.Value))
            .Select(value => new AuxiliaryValue(value.Input, LiveReadings.Known(value.Value) ?? double.NaN, value.Unit))];
    }

    // The names of a test do not change while it runs.
    private async Task LearnNamesAsync(LogReading status, CancellationToken cancellation)
    {
        if (!DetailOrder.IsRunning(status) && status.TestTime is null or { Ticks: 0 })
        {
            names.Remove(status.Channel);
            return;
        }

        if (names.TryGetValue(status.Channel, out var known) && status.TestTime >= known.TestTime)
        {
            names[status.Channel] = known with { TestTime = status.TestTime };
            return;
        }

        var found = await own!.ReadTestNamesAsync(status.Channel, cancellation).ConfigureAwait(false);
        names[status.Channel] = new(found.TestName, found.ProcedureName, found.Comment, status.TestTime);
    }

    private LogReading Named(LogReading reading) =>
        names.TryGetValue(reading.Channel, out var known) && !(reading.TestTime < known.TestTime)
            ? reading with { TestName = Some(known.TestName), Procedure = Some(known.Procedure), Comment = Some(known.Comment) }
            : reading;

    private static string? Some(string text) => text.Length == 0 ? null : text;

    private sealed record TestInformationNames(string TestName, string Procedure, string Comment, TimeSpan? TestTime);
}
