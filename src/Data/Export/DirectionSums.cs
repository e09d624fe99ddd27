namespace MacNet.Data.Export;

/// <summary>
/// Sums what a counter of the tester gains while charging and while discharging. Whether the counter begins anew at each step or at each
/// change of direction does not matter.
/// </summary>
internal sealed class DirectionSums
{
    private double last;
    private int direction;

    internal double Charged { get; private set; }

    internal double Discharged { get; private set; }

    internal void Add(LogReading reading, double? counted)
    {
        if (counted is not { } now)
            return;
        // What was gained at the end of a step may be seen only in the rest that follows it.
        if (reading.Direction() is not 0 and var present)
            direction = present;
        var gained = Math.Max(0, now - last);
        last = now;
        if (direction > 0)
            Charged += gained;
        else if (direction < 0)
            Discharged += gained;
    }
}
