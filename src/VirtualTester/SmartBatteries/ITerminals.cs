using MacNet.VirtualTester.Cells;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>What a battery pack and its gauge see of the channel that they are on.</summary>
internal interface ITerminals
{
    /// <summary>The channel, from 1.</summary>
    int Channel { get; }

    Cell Cell { get; }

    /// <summary>The current through the cell, A: positive when charging.</summary>
    double Current { get; }

    /// <summary>The voltage at the cell, V.</summary>
    double Voltage { get; }

    /// <summary>Brings the cell to the present.</summary>
    void Advance();
}
