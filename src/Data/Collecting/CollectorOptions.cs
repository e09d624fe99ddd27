namespace MacNet.Data.Collecting;

/// <summary>How to collect.</summary>
public sealed record CollectorOptions
{
    /// <summary>Time from one sweep to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The part of the tester's time that may be taken, of 1.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>Whether to read names, cycle, step, capacity, energy and auxiliary inputs where there is time.</summary>
    public bool Details { get; init; } = true;

    /// <summary>How often a channel without a test is looked at in detail.</summary>
    public TimeSpan IdleInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
