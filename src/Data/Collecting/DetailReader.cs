using MacNet.Data.Live;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.Data.Collecting;

/// <summary>Reads details as long as there is time.</summary>
internal sealed class DetailReader(MaccorSession session, DetailPlan plan, Func<bool> hasTime)
{
    /// <summary>The names of tests that have begun: (4, 6).</summary>
    internal async Task ReadNamesAsync(CancellationToken cancellation)
    {
        foreach (var channel in plan.Unnamed)
        {
            if (!hasTime())
                return;
            var names = await TestInformation.ReadNamesAsync(session, channel, cancellation).ConfigureAwait(false);
            var known = plan[channel];
            (known.IsNamed, known.TestName, known.Procedure) = (true, Given(names.TestName), Given(names.ProcedureName));
        }
    }

    /// <summary>Cycle, step, capacity, energy and auxiliary inputs: (4, 7) and (4, 4).</summary>
    internal async Task<IReadOnlyList<LogReading>> ReadAsync(CancellationToken cancellation)
    {
        var read = new List<LogReading>();
        foreach (var channel in plan.Due)
        {
            if (!hasTime())
                break;
            var status = await ChannelStatus.ReadAsync(session, channel, cancellation).ConfigureAwait(false);
            var auxiliaries = await ReadAuxiliariesAsync(channel, cancellation).ConfigureAwait(false);
            read.Add(plan.Named(status.ToLogReading()) with { Auxiliaries = auxiliaries });
            (plan[channel].HasChanged, plan[channel].ReadAt) = (false, plan[channel].Now);
        }

        return read;
    }

    // Units do not change while a channel stands, so they are read once.
    private async Task<IReadOnlyList<AuxiliaryValue>> ReadAuxiliariesAsync(int channel, CancellationToken cancellation)
    {
        var known = plan[channel];
        if (known.Units is { Length: 0 })
            return [];
        var request = new ChannelRequest { Channel = channel };
        var values = (await session.AskAsync(Functions.AuxiliaryValues, request, cancellation).ConfigureAwait(false)).Values;
        if (known.Units?.Length != values.Length)
            known.Units = values.Length == 0 ? [] : (await session.AskAsync(Functions.AuxiliaryUnits, request, cancellation).ConfigureAwait(false)).Units;
        return [.. values.Select((value, i) => new AuxiliaryValue(i + 1, value, i < known.Units.Length ? known.Units[i].Trim() : ""))];
    }

    private static string? Given(string name) => name.Length == 0 ? null : name;
}
