using MacNet.VirtualTester.Cells;

namespace MacNet.VirtualTester.Channels;

/// <summary>The direction in which a channel drives its cell.</summary>
public enum OutputMode
{
    /// <summary>No current.</summary>
    Rest,

    /// <summary>Current into the cell.</summary>
    Charge,

    /// <summary>Current out of the cell.</summary>
    Discharge,
}

/// <summary>What a channel drives: a direction and the limits of which the first one met holds.</summary>
/// <param name="Mode">The direction.</param>
/// <param name="Current">Largest current in A, or null.</param>
/// <param name="Voltage">Voltage not to be passed, in V, or null.</param>
/// <param name="Power">Largest power in W, or null.</param>
/// <param name="Resistance">Smallest ratio of voltage and current, in Ω, or null.</param>
public readonly record struct Output(OutputMode Mode, double? Current, double? Voltage, double? Power, double? Resistance)
{
    /// <summary>No current.</summary>
    public static Output Rest => default;

    /// <summary>The current into a cell, A: positive when charging.</summary>
    internal double CurrentInto(Cell cell) => Mode switch
    {
        OutputMode.Charge => Smallest(ChargeAtVoltage(cell), ChargeAtPower(cell), ChargeAtResistance(cell)),
        OutputMode.Discharge => -Smallest(DischargeAtVoltage(cell), DischargeAtPower(cell), DischargeAtResistance(cell)),
        _ => 0,
    };

    private double Smallest(double atVoltage, double atPower, double atResistance) =>
        Math.Max(0, Math.Min(Math.Min(Current ?? double.MaxValue, atVoltage), Math.Min(atPower, atResistance)));

    private double ChargeAtVoltage(Cell cell) =>
        Voltage is { } volts ? (volts - cell.RestingVoltage) / cell.SeriesResistance : double.MaxValue;

    private double DischargeAtVoltage(Cell cell) =>
        Voltage is { } volts ? (cell.RestingVoltage - volts) / cell.SeriesResistance : double.MaxValue;

    // watts = current × (resting voltage ± current × series resistance), solved for the current
    private double ChargeAtPower(Cell cell)
    {
        if (Power is not { } watts)
            return double.MaxValue;
        var volts = cell.RestingVoltage;
        return (Math.Sqrt(volts * volts + 4 * cell.SeriesResistance * watts) - volts) / (2 * cell.SeriesResistance);
    }

    private double DischargeAtPower(Cell cell)
    {
        if (Power is not { } watts)
            return double.MaxValue;
        var volts = cell.RestingVoltage;
        var root = Math.Max(0, volts * volts - 4 * cell.SeriesResistance * watts);
        return (volts - Math.Sqrt(root)) / (2 * cell.SeriesResistance);
    }

    private double ChargeAtResistance(Cell cell) =>
        Resistance is { } ohms && ohms > cell.SeriesResistance
            ? cell.RestingVoltage / (ohms - cell.SeriesResistance)
            : double.MaxValue;

    private double DischargeAtResistance(Cell cell) =>
        Resistance is { } ohms ? cell.RestingVoltage / (ohms + cell.SeriesResistance) : double.MaxValue;
}
