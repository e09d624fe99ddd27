namespace MacNet.Protocol.Operations;

/// <summary>What a profile asks of a cell, with all its repetitions, as far as the table tells it.</summary>
public sealed class ProfileSummary
{
    private const double SecondsPerHour = 3600;

    private readonly OutputProfile profile;

    internal ProfileSummary(OutputProfile profile)
    {
        this.profile = profile;
        (ChargeCapacity, DischargeCapacity) = Sums(row => row.Current);
        (ChargeEnergy, DischargeEnergy) = Sums(row => row.Power);
    }

    /// <summary>The largest current, and the smallest, which is that of the strongest discharge, A; null where no row has one.</summary>
    public (float Smallest, float Largest)? Current => Extremes(row => row.Current);

    /// <summary>The largest power, and the smallest, W; null where no row has one.</summary>
    public (float Smallest, float Largest)? Power => Extremes(row => row.Power);

    /// <summary>The largest voltage, and the smallest, V; null where no row has one.</summary>
    public (float Smallest, float Largest)? Voltage => Extremes(row => row.Voltage);

    /// <summary>What rows of current charge, Ah.</summary>
    public double ChargeCapacity { get; }

    /// <summary>What rows of current discharge, Ah.</summary>
    public double DischargeCapacity { get; }

    /// <summary>What rows of power charge, Wh.</summary>
    public double ChargeEnergy { get; }

    /// <summary>What rows of power discharge, Wh.</summary>
    public double DischargeEnergy { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string?[] parts =
        [
            $"{profile.Rows.Count} rows",
            $"{profile.Duration:g}" + (profile.Repeats > 1 ? $" for {profile.Repeats} times" : ""),
            Range(Current, "A"),
            Range(Power, "W"),
            Range(Voltage, "V"),
            Charged(Current, ChargeCapacity, DischargeCapacity, "Ah"),
            Charged(Power, ChargeEnergy, DischargeEnergy, "Wh"),
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    private static string? Range((float Smallest, float Largest)? range, string unit) =>
        range is { } known ? FormattableString.Invariant($"{known.Smallest} to {known.Largest} {unit}") : null;

    private static string? Charged(object? isKnown, double charged, double discharged, string unit) =>
        isKnown is null ? null : FormattableString.Invariant($"{charged:0.#####} {unit} charged, {discharged:0.#####} {unit} discharged");

    private (float Smallest, float Largest)? Extremes(Func<ProfileRow, float?> value)
    {
        float[] values = [.. profile.Rows.Select(value).OfType<float>()];
        return values.Length == 0 ? null : (values.Min(), values.Max());
    }

    private (double Charge, double Discharge) Sums(Func<ProfileRow, float?> value)
    {
        var (charge, discharge) = (0d, 0d);
        foreach (var (row, next) in profile.Steps)
        {
            double from = value(row) ?? 0;
            var to = profile.Interpolates ? value(next) ?? from : from;
            var hours = (next.Time - row.Time).TotalSeconds / SecondsPerHour * profile.Repeats;
            charge += hours * MeanAbove(from, to);
            discharge += hours * MeanAbove(-from, -to);
        }

        return (charge, discharge);
    }

    // The mean of the part of a line that is above 0.
    private static double MeanAbove(double from, double to)
    {
        if (from >= 0 && to >= 0)
            return (from + to) / 2;
        if (from <= 0 && to <= 0)
            return 0;
        var above = Math.Max(from, to);
        return above / 2 * (above / Math.Abs(to - from));
    }
}
