using MacNet.Data.Live;

namespace MacNet.Data.Alerts;

/// <summary>A value that an alert looks at.</summary>
public enum AlertQuantity : long
{
    /// <summary>Voltage, V.</summary>
    Voltage,

    /// <summary>Current with its sign by direction, A: charging is above 0.</summary>
    Current,

    /// <summary>Temperature of each auxiliary input that measures one, °C.</summary>
    Temperature,
}

/// <summary>A value is above or below what it should be.</summary>
/// <param name="quantity">Which value.</param>
/// <param name="above">Wrong from above this on; null for no such bound.</param>
/// <param name="below">Wrong from below this on; null for no such bound.</param>
public sealed class ValueCondition(AlertQuantity quantity, double? above, double? below) : ChannelCondition
{
    /// <inheritdoc/>
    public override string Description => string.Join(" or ", ((string?[])[
        above is { } high ? FormattableString.Invariant($"{Word} above {high} {Unit}") : null,
        below is { } low ? FormattableString.Invariant($"{Word} below {low} {Unit}") : null]).OfType<string>());

    private string Word => quantity.ToString().ToLowerInvariant();

    private string Unit => quantity switch
    {
        AlertQuantity.Voltage => "V",
        AlertQuantity.Current => "A",
        _ => "°C",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LogReading reading) =>
        from item in ValuesOf(reading)
        where !double.IsNaN(item.Value)
        let wrong = item.Value > above || item.Value < below
        select new Finding(
            SubjectOf(reading, item.Part), wrong ? Verdict.Wrong : Verdict.Fine, TextOf(reading, item.Part, item.Value), item.Value);

    private string TextOf(LogReading reading, string? part, double value)
    {
        var where = part is null ? "" : $", {part}";
        return FormattableString.Invariant($"{Name(reading)}{where}: {value:0.####} {Unit}, {Bound(value)}");
    }

    private string Bound(double value) => FormattableString.Invariant(
        value > above ? $"above {above} {Unit}" : value < below ? $"below {below} {Unit}" : (FormattableString)$"within its bounds");

    private IEnumerable<(string? Part, double Value)> ValuesOf(LogReading reading) => quantity switch
    {
        AlertQuantity.Voltage => reading.Voltage is { } volts ? [(null, volts)] : [],
        AlertQuantity.Current => reading.SignedCurrent is { } amperes ? [(null, amperes)] : [],
        _ => reading.Temperatures().Select(input => ((string?)FormattableString.Invariant($"input {input.Number}"), input.Value)),
    };
}
