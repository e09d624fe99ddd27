using MacNet.VirtualTester.Cells;

namespace MacNet.VirtualTester.SmartBatteries;

// What a battery pack and its gauge see of the channel that they are on.
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
