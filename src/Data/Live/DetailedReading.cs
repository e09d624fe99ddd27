using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.Data.Live;

/// <summary>All that is known of a channel now, together: what it does, its test's names, and its auxiliary inputs.</summary>
public static class DetailedReading
{
    /// <summary>Reads a channel by (4, 7), (4, 4) and, where a test is on it, (4, 6).</summary>
    /// <exception cref="Protocol.MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<LogReading> ReadDetailsAsync(this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var status = (await session.ReadStatusAsync(channel, cancellation).ConfigureAwait(false)).ToLogReading();
        var inputs = await session.ReadAuxiliariesAsync(channel, cancellation).ConfigureAwait(false);
        var reading = status with { Auxiliaries = [.. inputs.Select(input => new AuxiliaryValue(input.Input, input.Value, input.Unit))] };
        if (status.State is ChannelState.Available or ChannelState.Selected)
            return reading;
        var names = await session.ReadTestNamesAsync(channel, cancellation).ConfigureAwait(false);
        return reading with { TestName = Some(names.TestName), Procedure = Some(names.ProcedureName) };
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
