namespace MacNet.Data.Live;

/// <summary>A point of a channel's curves.</summary>
/// <param name="Time">When it was read, UTC.</param>
/// <param name="Voltage">Voltage, V; null where not known.</param>
/// <param name="Current">Current with its sign, A; null where not known.</param>
/// <param name="Temperature">The hottest input's temperature, °C; null where there is none.</param>
public readonly record struct CurvePoint(DateTimeOffset Time, double? Voltage, double? Current, double? Temperature);
