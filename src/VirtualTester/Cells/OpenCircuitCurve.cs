namespace MacNet.VirtualTester.Cells;

/// <summary>
/// A lithium-ion cell with a nickel-rich cathode. Beyond full and empty the curve goes on steeply, so that limits are met.
/// </summary>
internal static class OpenCircuitCurve
{
    private static readonly (double StateOfCharge, double Voltage)[] Points =
    [
        (-0.05, 2.0), (0.00, 2.90), (0.02, 3.10), (0.05, 3.30), (0.10, 3.43), (0.20, 3.53), (0.30, 3.60), (0.40, 3.65),
        (0.50, 3.70), (0.60, 3.78), (0.70, 3.87), (0.80, 3.96), (0.90, 4.06), (1.00, 4.18), (1.05, 4.60),
    ];

    public static double At(double stateOfCharge)
    {
        var upper = 1;
        while (upper < Points.Length - 1 && Points[upper].StateOfCharge < stateOfCharge)
            upper++;
        var (x0, y0) = Points[upper - 1];
        var (x1, y1) = Points[upper];
        return y0 + (stateOfCharge - x0) * (y1 - y0) / (x1 - x0);
    }
}
