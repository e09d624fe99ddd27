namespace MacNet.Data.Live;

/// <summary>
/// What is known now of the testers that are looked at: who shows it, or watches over it, asks here. Safe for several threads.
/// </summary>
/// <param name="clock">The clock.</param>
public sealed class LabPicture(TimeProvider clock)
{
    private readonly object gate = new();
    private readonly SortedDictionary<string, Tester> testers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Action<string>> watchers = [];

    /// <summary>The testers, by name.</summary>
    public IReadOnlyList<TesterPicture> Testers
    {
        get
        {
            lock (gate)
                return [.. testers.Values.Select(tester => tester.Picture())];
        }
    }

    /// <summary>A tester; null where it is not looked at.</summary>
    public TesterPicture? Find(string session)
    {
        lock (gate)
            return testers.TryGetValue(session, out var tester) ? tester.Picture() : null;
    }

    /// <summary>A tester is to be looked at from now on.</summary>
    public void Expect(string session, TimeSpan interval)
    {
        lock (gate)
        {
            if (testers.TryGetValue(session, out var known))
                known.Interval = interval;
            else
                testers[session] = new Tester(session, clock.GetUtcNow(), interval);
        }

        Tell(session);
    }

    /// <summary>A tester is not looked at any more.</summary>
    public void Forget(string session)
    {
        lock (gate)
            testers.Remove(session);
        Tell(session);
    }

    /// <summary>A tester has answered with readings of some or all of its channels.</summary>
    public void Take(string session, IReadOnlyCollection<LogReading> readings)
    {
        lock (gate)
        {
            if (!testers.TryGetValue(session, out var tester))
                return;
            (tester.AnsweredAt, tester.Problem) = (clock.GetUtcNow(), null);
            foreach (var reading in readings)
                tester.Take(reading);
        }

        Tell(session);
    }

    /// <summary>A tester has not answered.</summary>
    public void Miss(string session, string problem)
    {
        lock (gate)
        {
            if (!testers.TryGetValue(session, out var tester))
                return;
            tester.Problem = problem;
        }

        Tell(session);
    }

    /// <summary>What a channel did since it is looked at.</summary>
    public IReadOnlyList<CurvePoint> CurveOf(string session, int channel, DateTimeOffset after)
    {
        lock (gate)
        {
            return testers.TryGetValue(session, out var tester) && tester.Curves.TryGetValue(channel, out var curve)
                ? curve.After(after)
                : [];
        }
    }

    /// <summary>Has somebody told of each tester of which there is news, until what is given is disposed.</summary>
    public IDisposable Watch(Action<string> news)
    {
        lock (gate)
            watchers.Add(news);
        return new Watching(this, news);
    }

    private void Tell(string session)
    {
        Action<string>[] all;
        lock (gate)
            all = [.. watchers];
        foreach (var watcher in all)
            watcher(session);
    }

    private sealed class Watching(LabPicture picture, Action<string> news) : IDisposable
    {
        public void Dispose()
        {
            lock (picture.gate)
                picture.watchers.Remove(news);
        }
    }

    private sealed class Tester(string session, DateTimeOffset since, TimeSpan interval)
    {
        private readonly SortedDictionary<int, LogReading> channels = [];

        internal TimeSpan Interval { get; set; } = interval;

        internal DateTimeOffset? AnsweredAt { get; set; }

        internal string? Problem { get; set; }

        internal Dictionary<int, ChannelCurve> Curves { get; } = [];

        internal void Take(LogReading reading)
        {
            channels[reading.Channel] = channels.TryGetValue(reading.Channel, out var former) ? reading.With(former) : reading;
            if (!Curves.TryGetValue(reading.Channel, out var curve))
                Curves[reading.Channel] = curve = new ChannelCurve();
            if (reading is { ReadAt: { } time, Voltage: not null })
                curve.Add(new(time, reading.Voltage, reading.SignedCurrent, channels[reading.Channel].HottestTemperature()));
        }

        internal TesterPicture Picture() => new()
        {
            Session = session,
            Since = since,
            AnsweredAt = AnsweredAt,
            Problem = Problem,
            Interval = Interval,
            Channels = [.. channels.Values],
        };
    }
}
