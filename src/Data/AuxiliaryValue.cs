using System.Globalization;

namespace MacNet.Data;

/// <summary>The value of an auxiliary input.</summary>
/// <param name="Number">Which of the channel's inputs, counted from 1.</param>
/// <param name="Value">The value, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit: "C" for °C, "V", and so on, as the tester gives it.</param>
/// <param name="Name">What it is called; null where it has no name.</param>
public sealed record AuxiliaryValue(int Number, double Value, string Unit, string? Name = null)
{
    private const double AbsoluteZero = -273.15;

    /// <summary>Whether it is a temperature, °C. An input with nothing on it gives one below the absolute zero, which is none.</summary>
    public bool IsTemperature => Unit is "C" or "°C" && Value >= AbsoluteZero;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name ?? Number.ToString(CultureInfo.InvariantCulture)}: {Value} {Unit}");
}
