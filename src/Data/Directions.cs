using MacNet.Protocol.Messages;

namespace MacNet.Data;

/// <summary>Tells charging from discharging.</summary>
internal static class Directions
{
    /// <summary>1 while a channel charges, −1 while it discharges, 0 otherwise and where it is not known.</summary>
    internal static int Direction(this LogReading reading) => reading.Activity switch
    {
        ChannelActivity.Charge or ChannelActivity.ExternalCharge or ChannelActivity.PulseCharge => 1,
        ChannelActivity.Discharge or ChannelActivity.ExternalDischarge or ChannelActivity.PulseDischarge => -1,
        ChannelActivity.Rest => 0,
        _ => reading.SignedCurrent is { } current && !double.IsNaN(current) ? Math.Sign(current) : 0,
    };
}
