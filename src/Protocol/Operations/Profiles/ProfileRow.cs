namespace MacNet.Protocol.Operations;

/// <summary>
/// What a channel is to do from a time of a profile on: a current or a power, and with it, if wanted, a voltage not to be passed; or a
/// voltage alone, to go to and to hold; or nothing, which is rest.
/// </summary>
/// <param name="Time">From the profile's beginning.</param>
public sealed record ProfileRow(TimeSpan Time)
{
    /// <summary>Current, A: above 0 charges, below 0 discharges, 0 is rest.</summary>
    public float? Current { get; init; }

    /// <summary>Power, W: above 0 charges, below 0 discharges, 0 is rest.</summary>
    public float? Power { get; init; }

    /// <summary>Voltage, V.</summary>
    public float? Voltage { get; init; }

    /// <summary>What the row is about.</summary>
    public ProfileQuantity Quantity => (Current, Power, Voltage) switch
    {
        (not null, _, _) => ProfileQuantity.Current,
        (_, not null, _) => ProfileQuantity.Power,
        (_, _, not null) => ProfileQuantity.Voltage,
        _ => ProfileQuantity.Rest,
    };

    /// <summary>Whether no current flows: no value, or a current or a power of 0.</summary>
    public bool IsRest => (Current ?? Power ?? Voltage ?? 0) == 0 && Quantity != ProfileQuantity.Voltage;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Time.TotalSeconds:0.###} s: ") + (IsRest ? "rest" : Values);

    private string Values => string.Join(
        ", ", new[] { With(Current, "A"), With(Power, "W"), With(Voltage, "V") }.Where(value => value.Length > 0));

    /// <summary>The row at a time between this one and another, with values in between.</summary>
    internal ProfileRow Towards(ProfileRow next, TimeSpan time)
    {
        var share = (double)(time - Time).Ticks / (next.Time - Time).Ticks;
        return new ProfileRow(time)
        {
            Current = Between(Current, next.Current, share),
            Power = Between(Power, next.Power, share),
            Voltage = Between(Voltage, next.Voltage, share),
        };
    }

    /// <summary>The row as an output.</summary>
    /// <param name="charges">Whether a voltage alone is gone to by charging.</param>
    /// <param name="limitOf">The current not to be passed where the row has none, when charging or else when discharging, A.</param>
    internal DirectControlOutput Output(bool charges, Func<bool, float> limitOf) => Quantity switch
    {
        _ when IsRest => new DirectControlOutput(),
        ProfileQuantity.Current => new DirectControlOutput { Current = Current!.Value, Voltage = Voltage },
        ProfileQuantity.Power =>
            new DirectControlOutput { Current = Signed(Power > 0, limitOf), Power = Math.Abs(Power!.Value), Voltage = Voltage },
        _ => new DirectControlOutput { Current = Signed(charges, limitOf), Voltage = Voltage },
    };

    private static float Signed(bool charges, Func<bool, float> limitOf) => charges ? limitOf(true) : -limitOf(false);

    private static float? Between(float? from, float? to, double share) =>
        from is { } one && to is { } other ? (float)(one + share * (other - one)) : from;

    private static string With(float? value, string unit) => value is null ? "" : FormattableString.Invariant($"{value} {unit}");
}
