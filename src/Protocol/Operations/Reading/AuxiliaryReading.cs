namespace MacNet.Protocol.Operations;

/// <summary>One auxiliary value of a channel, with its unit: (4, 4) and (4, 5).</summary>
public sealed class AuxiliaryReading
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>Which of the channel's auxiliary inputs, counted from 1.</summary>
    public int Input { get; internal init; }

    /// <summary>
    /// The value, in <see cref="Unit"/>. NaN where the tester gave a temperature below the absolute zero, as for an input with nothing on
    /// it: no comparison with it is true.
    /// </summary>
    public float Value { get; internal init; }

    /// <summary>The unit: "C" for °C, "V", and so on, as the tester gives it.</summary>
    public string Unit { get; internal init; } = "";

    /// <summary>Whether the value is a temperature, °C.</summary>
    public bool IsTemperature => IsCelsius(Unit) && !float.IsNaN(Value);

    /// <summary>When it was read, by this computer's clock.</summary>
    public DateTimeOffset ReadAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Session}, channel {Channel}, input {Input}: {Value} {Unit}");

    /// <summary>Whether a unit is that of a temperature, as a tester gives it or as a person writes it.</summary>
    public static bool IsCelsius(string unit) => unit is "C" or "°C";
}
