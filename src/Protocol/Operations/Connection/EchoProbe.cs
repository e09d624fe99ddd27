namespace MacNet.Protocol.Operations;

/// <summary>The result of echo round trips (0, 0).</summary>
public sealed class EchoProbe
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>How many echoes were asked for.</summary>
    public int Sent { get; internal init; }

    /// <summary>How many came back.</summary>
    public int Returned { get; internal init; }

    /// <summary>Shortest round trip, ms.</summary>
    public double MinimumMs { get; internal init; }

    /// <summary>Mean round trip, ms.</summary>
    public double AverageMs { get; internal init; }

    /// <summary>Longest round trip, ms.</summary>
    public double MaximumMs { get; internal init; }

    /// <summary>What went wrong first; null for nothing.</summary>
    public MaccorException? Failure { get; internal init; }

    /// <summary>Whether every echo came back.</summary>
    public bool Succeeded => Returned == Sent;

    /// <inheritdoc/>
    public override string ToString() => $"{Session}: {Returned} of {Sent} echoes";
}
