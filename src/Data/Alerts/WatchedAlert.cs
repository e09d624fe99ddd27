using MacNet.Data.Live;

namespace MacNet.Data.Alerts;

/// <summary>An alert with those whom it tells.</summary>
/// <param name="alert">The alert.</param>
/// <param name="deliveries">Whom it tells.</param>
/// <param name="failed">Told why the alert could not look.</param>
public sealed class WatchedAlert(Alert alert, IReadOnlyList<AlertDelivery> deliveries, Action<string> failed) : IDisposable
{
    private readonly object gate = new();
    private readonly Dictionary<string, string> lookErrors = [];
    private volatile bool ended;

    /// <summary>The alert.</summary>
    public Alert Alert => alert;

    /// <summary>Whom it tells.</summary>
    public IReadOnlyList<AlertDelivery> Deliveries => deliveries;

    /// <summary>Why it could not look the last time; null where it could.</summary>
    public string? LookError
    {
        get
        {
            lock (lookErrors)
                return lookErrors.Values.FirstOrDefault();
        }
    }

    /// <summary>Ends it. What can be told within a while is told.</summary>
    /// <returns>What is not told any more, for each receiver with something that waits.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(TimeSpan patience)
    {
        ended = true;
        var lost = await Task.WhenAll(deliveries.Select(delivery => delivery.EndAsync(patience))).ConfigureAwait(false);
        return [.. lost.OfType<string>().Select(why => $"The alert '{alert.Name}' is gone, and {why}")];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended = true;
        foreach (var delivery in deliveries)
            delivery.Dispose();
    }

    /// <summary>Told each message that is on its way, beside the receivers.</summary>
    public event Action<AlertMessage>? Posting;

    /// <summary>Looks at a tester, and tells what there is to tell.</summary>
    internal void Look(TesterPicture tester, DateTimeOffset now, Action<AlertMessage>? told) =>
        Look(tester.Session, () => alert.Look(tester, now), told);

    /// <summary>Looks at what is no tester's, and tells what there is to tell.</summary>
    internal void Look(DateTimeOffset now, Action<AlertMessage>? told) => Look("", () => alert.Look(now), told);

    // One look after the other, whoever has news: what is found later is told later.
    private void Look(string session, Func<IReadOnlyList<AlertMessage>> look, Action<AlertMessage>? told)
    {
        lock (gate)
        {
            foreach (var message in Found(session, look))
            {
                told?.Invoke(message);
                Posting?.Invoke(message);
                foreach (var delivery in deliveries)
                    _ = delivery.Post(message);
            }
        }
    }

    private IReadOnlyList<AlertMessage> Found(string session, Func<IReadOnlyList<AlertMessage>> look)
    {
        try
        {
            var found = look();
            lock (lookErrors)
                lookErrors.Remove(session);
            return found;
        }
        catch (Exception problem)
        {
            // What it looks with may have been taken from it meanwhile. Else it is told once, and not with each look; the others go on.
            if (!ended && IsNew(session, problem.Message))
                failed(problem.Message);
            return [];
        }
    }

    private bool IsNew(string session, string problem)
    {
        lock (lookErrors)
        {
            var isNew = !lookErrors.ContainsKey(session);
            lookErrors[session] = problem;
            return isNew;
        }
    }
}
