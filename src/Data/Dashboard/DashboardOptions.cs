using System.Net;
using MacNet.Data.Live;

namespace MacNet.Data.Dashboard;

/// <summary>Where a dashboard is served, and what it shows.</summary>
public sealed class DashboardOptions
{
    /// <summary>The address to listen at: loopback, unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 1 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// What who asks must know; null for nothing. At any address but loopback there is one: a new one, unless given.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>Readings of before the dashboard began, by session, channel and beginning; null where nothing was kept.</summary>
    public Func<string, int, DateTimeOffset, IEnumerable<CurvePoint>>? History { get; init; }

    /// <summary>The alarms that are raised.</summary>
    public Func<IEnumerable<DashboardAlert>> Alerts { get; init; } = () => [];

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
