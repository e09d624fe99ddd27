using MacNet.Data.Live;

namespace MacNet.Data.Alerts;

/// <summary>An alert with those whom it tells.</summary>
/// <param name="alert">The alert.</param>
/// <param name="deliveries">Whom it tells.</param>
/// <param name="failed">Told why the alert could not look.</param>
public sealed class WatchedAlert(Alert alert, IReadOnlyList<AlertDelivery> deliveries, Action<string> failed) : IDisposable
{
    private volatile bool ended;

    /// <summary>The alert.</summary>
    public Alert Alert => alert;

    /// <summary>Whom it tells.</summary>
    public IReadOnlyList<AlertDelivery> Deliveries => deliveries;

    /// <summary>Why it could not look the last time; null where it could.</summary>
    public string? LookError { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended = true;
        foreach (var delivery in deliveries)
            delivery.Dispose();
    }

    /// <summary>Told each message that is on its way, beside the receivers.</summary>
    public event Action<AlertMessage>? Posting;

    internal void Post(AlertMessage message)
    {
        Posting?.Invoke(message);
        foreach (var delivery in deliveries)
            _ = delivery.Post(message);
    }

    internal IReadOnlyList<AlertMessage> Look(TesterPicture tester, DateTimeOffset now)
    {
        try
        {
            var found = alert.Look(tester, now);
            LookError = null;
            return found;
        }
        catch (Exception problem)
        {
            // What it looks with may have been taken from it meanwhile.
            if (ended)
                return [];

            // Once, and not with each look; the other alerts go on.
            if (LookError is null)
                failed(problem.Message);
            LookError = problem.Message;
            return [];
        }
    }
}
