using MacNet.Data.Alerts;
using MacNet.Data.Collecting;
using MacNet.Data.Live;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Live;

/// <summary>
/// What this process knows of the lab now. A tester is read while somebody wants it, by one collector, however many alerts, dashboards
/// and screens look at it.
/// </summary>
internal static partial class Lab
{
    private static readonly object Gate = new();
    private static readonly Dictionary<string, Followed> Testers = new(StringComparer.OrdinalIgnoreCase);
    private static AlertWatch? alerts;

    internal static LabPicture Picture { get; } = new(TimeProvider.System);

    /// <summary>What watches over the picture; made when it is first wanted.</summary>
    internal static AlertWatch Alerts
    {
        get
        {
            lock (Gate)
                return alerts ??= new AlertWatch(Picture, TimeProvider.System);
        }
    }

    /// <summary>Has a tester read until what is given is disposed, as often as the most eager wants it.</summary>
    internal static IDisposable Follow(MaccorSession session, TimeSpan interval)
    {
        var wish = new Wish(session, interval);
        lock (Gate)
        {
            BeginMeter();
            if (!Testers.TryGetValue(session.Name, out var followed))
                Testers[session.Name] = followed = new Followed();
            followed.Wishes.Add(wish);
            followed.Begin();
        }

        return wish;
    }

    /// <summary>Stops all that watches and reads.</summary>
    internal static void Stop()
    {
        AlertWatch? former;
        lock (Gate)
        {
            (former, alerts) = (alerts, null);
            foreach (var followed in Testers.Values)
                followed.End();
            Testers.Clear();
            EndMeter();
        }

        former?.Dispose();
    }

    static partial void BeginMeter();

    static partial void EndMeter();

    private static void Drop(Wish wish)
    {
        lock (Gate)
        {
            if (!Testers.TryGetValue(wish.Session.Name, out var followed) || !followed.Wishes.Remove(wish))
                return;
            if (followed.Wishes.Count > 0)
            {
                followed.Begin();
                return;
            }

            followed.End();
            Testers.Remove(wish.Session.Name);
        }

        Picture.Forget(wish.Session.Name);
    }

    private sealed class Wish(MaccorSession session, TimeSpan interval) : IDisposable
    {
        internal MaccorSession Session => session;

        internal TimeSpan Interval => interval;

        public void Dispose() => Drop(this);
    }

    /// <summary>A tester with those who want it read.</summary>
    private sealed class Followed
    {
        private Action end = () => { };
        private Wish? served;

        internal List<Wish> Wishes { get; } = [];

        internal void Begin()
        {
            var eager = Wishes.OrderBy(wish => wish.Interval).First();
            if (served is not null && served.Interval == eager.Interval && Wishes.Contains(served))
                return;
            end();
            var ending = new CancellationTokenSource();
            end = ending.Cancel;
            served = eager;
            Picture.Expect(eager.Session.Name, eager.Interval);
            var collector = new TesterCollector(
                eager.Session, new PictureTaker(Picture), new CollectorOptions { Interval = eager.Interval }, TimeProvider.System);
            var token = ending.Token;
            _ = Task.Run(() => RunAsync(collector, eager.Session.Name, token));
        }

        internal void End() => end();

        // Nobody waits for it: what it stumbles over is shown where the tester is.
        private static async Task RunAsync(TesterCollector collector, string session, CancellationToken cancellation)
        {
            try
            {
                await collector.RunAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
            }
            catch (Exception problem)
            {
                Picture.Miss(session, $"reading it has stopped: {problem.Message}");
            }
        }
    }
}
