using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>One auxiliary value of a channel, with its unit: (4, 4) and (4, 5).</summary>
public sealed class AuxiliaryReading
{
    /// <summary>The session's name.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; init; }

    /// <summary>Which of the channel's auxiliary inputs, counted from 1.</summary>
    public int Input { get; init; }

    /// <summary>The value, in <see cref="Unit"/>.</summary>
    public float Value { get; init; }

    /// <summary>The unit: "C" for °C, "V", and so on, as the tester gives it.</summary>
    public string Unit { get; init; } = "";

    /// <summary>When it was read, by this computer's clock.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Session}, channel {Channel}, input {Input}: {Value} {Unit}");

    /// <summary>Reads a channel's auxiliary values by (4, 4), and their units by (4, 5) unless it has no values.</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<AuxiliaryReading>> ReadAsync(
        MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var request = new ChannelRequest { Channel = channel };
        var values = (await session.AskAsync(Functions.AuxiliaryValues, request, cancellation).ConfigureAwait(false)).Values;
        var now = session.Clock.GetUtcNow().ToLocalTime();
        if (values.Length == 0)
            return [];
        var units = (await session.AskAsync(Functions.AuxiliaryUnits, request, cancellation).ConfigureAwait(false)).Units;
        return
        [
            .. values.Select((value, i) => new AuxiliaryReading
            {
                Session = session.Name,
                Channel = channel,
                Input = i + 1,
                Value = value,
                Unit = i < units.Length ? units[i] : "",
                ReadAt = now,
            }),
        ];
    }
}
