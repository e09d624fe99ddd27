using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The result of echo round trips (0, 0).</summary>
public sealed class EchoProbe
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>How many echoes were asked for.</summary>
    public int Sent { get; init; }

    /// <summary>How many came back.</summary>
    public int Returned { get; init; }

    /// <summary>Shortest round trip, ms.</summary>
    public double MinimumMs { get; init; }

    /// <summary>Mean round trip, ms.</summary>
    public double AverageMs { get; init; }

    /// <summary>Longest round trip, ms.</summary>
    public double MaximumMs { get; init; }

    /// <summary>What went wrong first; null for nothing.</summary>
    public MaccorException? Failure { get; init; }

    /// <summary>Whether every echo came back.</summary>
    public bool Succeeded => Returned == Sent;

    /// <inheritdoc/>
    public override string ToString() => $"{Session}: {Returned} of {Sent} echoes";

    /// <summary>Asks for echoes, one after the other; ends at the first that fails.</summary>
    public static async Task<EchoProbe> RunAsync(MaccorSession session, int count, CancellationToken cancellation = default)
    {
        var times = new List<double>();
        MaccorException? failure = null;
        while (times.Count < count && failure is null)
        {
            var began = session.Clock.GetTimestamp();
            try
            {
                await session.AskAsync(Functions.Echo, new Nothing(), cancellation).ConfigureAwait(false);
                times.Add(session.Clock.GetElapsedTime(began).TotalMilliseconds);
            }
            catch (MaccorException problem)
            {
                failure = problem;
            }
        }

        return new EchoProbe
        {
            Session = session.Name,
            Sent = times.Count + (failure is null ? 0 : 1),
            Returned = times.Count,
            MinimumMs = times.Count > 0 ? times.Min() : 0,
            AverageMs = times.Count > 0 ? times.Average() : 0,
            MaximumMs = times.Count > 0 ? times.Max() : 0,
            Failure = failure,
        };
    }
}
