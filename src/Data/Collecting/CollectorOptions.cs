namespace MacNet.Data.Collecting;

/// <summary>How a tester is read again and again.</summary>
public sealed record CollectorOptions
{
    /// <summary>From the beginning of a sweep to that of the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Which part of the tester's time may be taken, by the replies' own times: above 0, at most 1. Sweeps go before details.
    /// </summary>
    public double Share { get; init; } = 0.5;

    /// <summary>
    /// Whether cycle, step, capacity, energy (4, 7), names (4, 6) and auxiliaries (4, 4) are read too, as the share allows.
    /// </summary>
    public bool WithDetails { get; init; } = true;

    /// <summary>How often the details of a channel are read at most on which nothing runs.</summary>
    public TimeSpan IdleDetails { get; init; } = TimeSpan.FromMinutes(1);
}
