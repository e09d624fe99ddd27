using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What a channel in direct mode is to do (6, 8). Current, voltage, power and resistance limit each other.</summary>
public sealed class DirectControlOutput
{
    /// <summary>Current, A: above 0 charges, below 0 discharges, 0 is rest.</summary>
    public float Current { get; init; }

    /// <summary>
    /// The voltage not to be passed, V: an upper limit when charging, a lower one when discharging. The safety limit, unless given;
    /// it must be given where another session started direct mode.
    /// </summary>
    public float? Voltage { get; init; }

    /// <summary>The power not to be passed, W; that of the start, unless given.</summary>
    public float? Power { get; init; }

    /// <summary>Resistance, Ω; that of the start, unless given.</summary>
    public float? Resistance { get; init; }

    /// <summary>The current range, 1 (smallest) to 4; the smallest that holds the current, unless given.</summary>
    public int? CurrentRange { get; init; }

    /// <summary>Whether a control loop that drives the channel is ended. Without it, the output is refused then.</summary>
    public bool Force { get; init; }

    internal async Task CheckAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        session.CheckChannel(channel);
        var asked = new Asked(session.Name, Functions.SetDirectOutput, channel);
        DirectControlChecks.Finite(asked, nameof(Current), Current, "A");
        if (Current != 0)
            await RequestAsync(asked, session, channel, cancellation).ConfigureAwait(false);
    }

    internal async Task SetAsync(MaccorSession session, int channel, Driver? driver, CancellationToken cancellation)
    {
        session.CheckChannel(channel);
        var asked = new Asked(session.Name, Functions.SetDirectOutput, channel);
        DirectControlChecks.Finite(asked, nameof(Current), Current, "A");
        if (Current == 0)
        {
            await DirectControlRest.SetAsync(session, channel, driver: driver, cancellation: cancellation).ConfigureAwait(false);
            return;
        }

        var request = await RequestAsync(asked, session, channel, cancellation).ConfigureAwait(false);
        await session.GetGroup().ClearAsync(session, channel, driver, Force, cancellation).ConfigureAwait(false);
        DrivenChannels.Of(session).RememberDriven(channel);
        await session.CommandForAsync(Functions.SetDirectOutput, request, driver, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Current == 0)
            return "rest";
        var direction = Current > 0 ? "charge" : "discharge";
        var limits = string.Concat(Limit(Voltage, "V"), Limit(Power, "W"), Limit(Resistance, "Ω"));
        return FormattableString.Invariant($"{direction} with {Math.Abs(Current)} A{limits}");
    }

    private static string Limit(float? value, string unit) => value is null ? "" : FormattableString.Invariant($", {value} {unit}");

    private async Task<DirectOutputRequest> RequestAsync(Asked asked, MaccorSession session, int channel, CancellationToken cancellation)
    {
        var can = await session.GetSpecificationAsync(channel, cancellation).ConfigureAwait(false);
        var driven = DrivenChannels.Of(session);
        return Request(asked, channel, can, driven.Find(channel), driven.LimitsOf(channel));
    }

    private DirectOutputRequest Request(Asked asked, int channel, ChannelSpecification can, DirectControl? control, SafetyLimits? limits)
    {
        var charge = Current > 0;
        var amps = Math.Abs(Current);
        if (limits is not null)
            DirectControlChecks.Current(asked, amps, limits, charge);
        var volts = Voltage ?? DirectControlChecks.VoltageLimit(asked, can, control?.SafetyLimit ?? throw VoltageMissing(asked), charge);
        DirectControlChecks.Voltage(asked, volts, can, limits);
        DirectControlChecks.Power(asked, Power, can, limits);
        DirectControlChecks.Resistance(asked, Resistance);
        return new DirectOutputRequest
        {
            Channel = channel,
            Mode = charge ? DirectOutputRequest.Charge : DirectOutputRequest.Discharge,
            CurrentRange = DirectControlChecks.Range(asked, amps, CurrentRange, can, charge),
            Current = amps,
            Voltage = volts,
            Power = Active(asked, nameof(Power), Power, control, control?.Power) ?? DirectControlStart.NoPower,
            Resistance = Active(asked, nameof(Resistance), Resistance, control, control?.Resistance) ?? DirectControlStart.NoResistance,
        };
    }

    // What was not active at the start would be ignored.
    private static float? Active(Asked asked, string name, float? given, DirectControl? control, float? started)
    {
        if (given is null || control is null || started is not null)
            return given ?? started;
        throw new MaccorInputException(
            asked, "QuantityNotActive", $"{name} was not active when direct control was started, so the tester would ignore it.");
    }

    private static MaccorInputException VoltageMissing(Asked asked) => new(
        asked, "VoltageRequired", "this session did not start direct control on the channel, so it does not know the voltage limits.");
}
