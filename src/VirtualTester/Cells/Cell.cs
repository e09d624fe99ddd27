namespace MacNet.VirtualTester.Cells;

/// <summary>A simulated battery cell: an open-circuit voltage, a resistance, one polarisation (RC) element, and heat.</summary>
public sealed class Cell
{
    private const double KelvinPerWatt = 8;
    private const double ThermalTime = 400;

    private double polarisation;

    /// <summary>Charge between empty and full, in Ah.</summary>
    public double Capacity { get; set; } = 2;

    /// <summary>Charge in the cell: 0 empty, 1 full; somewhat beyond both is possible.</summary>
    public double StateOfCharge { get; set; } = 0.5;

    /// <summary>Charge taken out of the cell so far, in Ah.</summary>
    public double Discharged { get; private set; }

    /// <summary>Series resistance in Ω.</summary>
    public double SeriesResistance { get; set; } = 0.03;

    /// <summary>Resistance of the polarisation element in Ω.</summary>
    public double PolarisationResistance { get; set; } = 0.02;

    /// <summary>Time constant of the polarisation element in s.</summary>
    public double PolarisationTime { get; set; } = 30;

    /// <summary>Temperature around the cell in °C.</summary>
    public double AmbientTemperature { get; set; } = 25;

    /// <summary>Temperature of the cell in °C.</summary>
    public double Temperature { get; set; } = 25;

    /// <summary>Voltage after a long rest, in V.</summary>
    public double OpenCircuitVoltage => OpenCircuitCurve.At(StateOfCharge);

    /// <summary>Voltage without current at this moment, in V.</summary>
    public double RestingVoltage => OpenCircuitVoltage + polarisation;

    /// <summary>Voltage at a current, in V.</summary>
    /// <param name="current">Current in A, positive when charging.</param>
    /// <returns>Voltage in V.</returns>
    public double VoltageAt(double current) => RestingVoltage + current * SeriesResistance;

    /// <summary>Passes a constant current for a time, exactly: any length of rest is one step.</summary>
    internal void Advance(double current, double seconds)
    {
        var heat = current * current * (SeriesResistance + PolarisationResistance);
        polarisation = Approach(polarisation, current * PolarisationResistance, seconds / PolarisationTime);
        Temperature = Approach(Temperature, AmbientTemperature + heat * KelvinPerWatt, seconds / ThermalTime);
        StateOfCharge += current * seconds / 3600 / Capacity;
        Discharged += Math.Max(0, -current) * seconds / 3600;
    }

    private static double Approach(double from, double to, double timeConstants) =>
        to + (from - to) * Math.Exp(-timeConstants);
}
