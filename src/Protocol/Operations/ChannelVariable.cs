using System.Globalization;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>One of a channel's variables (4, 8).</summary>
public sealed class ChannelVariable
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; init; }

    /// <summary>Which variable, 1 to 15.</summary>
    public int Number { get; init; }

    /// <summary>Its name: VAR1 to VAR15.</summary>
    public string Name => "VAR" + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Its value.</summary>
    public float Value { get; init; }

    /// <summary>Reads a channel's fifteen variables: one message.</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<ChannelVariable>> ReadAsync(
        MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var reply = await session.AskAsync(Functions.Variables, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return
        [
            .. reply.Variables.Select((value, i) => new ChannelVariable
            {
                Session = session.Name,
                Channel = channel,
                Number = i + 1,
                Value = value,
            }),
        ];
    }
}
