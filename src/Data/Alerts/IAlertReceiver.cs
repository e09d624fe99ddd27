namespace MacNet.Data.Alerts;

/// <summary>Who is told.</summary>
public interface IAlertReceiver
{
    /// <summary>Where messages go, in words.</summary>
    string Description { get; }

    /// <summary>Tells one message.</summary>
    /// <exception cref="ReceiverAwayException">The receiver cannot be reached now: the same message is to be told later.</exception>
    /// <exception cref="Exception">The message was not taken and will not be.</exception>
    Task TellAsync(AlertMessage message, CancellationToken cancellation);
}

/// <summary>A receiver cannot be reached now.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">What was met.</param>
public sealed class ReceiverAwayException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When the receiver wants to be asked again; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
