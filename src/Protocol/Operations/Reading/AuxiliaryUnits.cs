using System.Collections.Concurrent;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// The units of a session's auxiliary inputs (4, 5). They change only with the tester's set-up: they are asked for again after a while,
/// and where a channel has another number of inputs than before.
/// </summary>
internal sealed class AuxiliaryUnits(MaccorSession session)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<int, (string[] Units, int Inputs, long ReadAt)> known = new();

    internal static AuxiliaryUnits Of(MaccorSession session) => session.GetPart(owner => new AuxiliaryUnits(owner));

    /// <summary>The units of a channel that has so many inputs.</summary>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    internal async Task<string[]> ReadAsync(int channel, int inputs, CancellationToken cancellation)
    {
        if (known.TryGetValue(channel, out var found) && found.Inputs == inputs && session.Clock.GetElapsedTime(found.ReadAt) < Lasting)
            return found.Units;
        var request = new ChannelRequest { Channel = channel };
        var units = (await session.AskAsync(Functions.AuxiliaryUnits, request, cancellation).ConfigureAwait(false)).Units;
        known[channel] = (units, inputs, session.Clock.GetTimestamp());
        return units;
    }
}
