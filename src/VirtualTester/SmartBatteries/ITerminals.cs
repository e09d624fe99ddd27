using MacNet.VirtualTester.Cells;

namespace MacNet.VirtualTester.SmartBatteries;

/// <summary>What a battery pack and its gauge see of the channel that they are on.</summary>
internal interface ITerminals
{
    // From 1.
    int Channel { get; }

    Cell Cell { get; }

    // In A, positive when charging.
    double Current { get; }

    // In V.
    double Voltage { get; }

    // Brings the cell to the present.
    void Advance();
}
