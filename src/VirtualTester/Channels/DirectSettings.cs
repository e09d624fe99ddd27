using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Channels;

/// <summary>What a client wants in direct mode, as (6, 7) and (6, 8) carry it. Current, voltage and power outside the channel's range are
/// ignored, as is a resistance of 0.</summary>
/// <param name="Mode">The direction: C, D or R.</param>
/// <param name="Current">Magnitude of the current in A.</param>
/// <param name="Voltage">Voltage in V.</param>
/// <param name="Power">Power in W.</param>
/// <param name="Resistance">Resistance in Ω.</param>
/// <param name="CurrentRange">Current range, 1 to 4.</param>
public readonly record struct DirectSettings(
    char Mode, double Current, double Voltage, double Power, double Resistance, int CurrentRange)
{
    internal bool IsLegal => Mode is DirectOutputRequest.Charge or DirectOutputRequest.Discharge or DirectOutputRequest.Rest
        && CurrentRange is >= 1 and <= SpecificationLimits.LargestRange;

    /// <summary>The set points that count on a channel.</summary>
    internal Output On(ChannelSpecification channel)
    {
        var mode = Mode switch
        {
            DirectOutputRequest.Charge => OutputMode.Charge,
            DirectOutputRequest.Discharge => OutputMode.Discharge,
            _ => OutputMode.Rest,
        };
        return new Output(
            mode,
            Inside(Current, 0, channel.MaxCurrent(mode, CurrentRange)),
            Inside(Voltage, channel.VMin, channel.VMax),
            Inside(Power, 0, channel.MaxPower(mode)),
            Resistance > 0 ? Resistance : null);
    }

    private static double? Inside(double value, double low, double high) =>
        value >= low && value <= high ? value : null;
}
