using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Asks a tester for echoes (0, 0).</summary>
public static class EchoExtensions
{
    /// <summary>Asks for echoes, one after the other; ends at the first that fails.</summary>
    public static async Task<EchoProbe> EchoAsync(this MaccorSession session, int count, CancellationToken cancellation = default)
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
