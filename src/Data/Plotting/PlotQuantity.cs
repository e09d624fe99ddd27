namespace MacNet.Data.Plotting;

/// <summary>What a plot shows.</summary>
public enum PlotQuantity : long
{
    /// <summary>Voltage, V.</summary>
    Voltage,

    /// <summary>Current, A: positive while charging.</summary>
    Current,

    /// <summary>The temperature of the hottest input, °C.</summary>
    Temperature,

    /// <summary>Capacity as the tester counts it, Ah.</summary>
    Capacity,

    /// <summary>Energy as the tester counts it, Wh.</summary>
    Energy,
}
