namespace MacNet.Data.Import;

/// <summary>Compares what a file counts as capacity with what flowed by its currents and times.</summary>
internal sealed class ChargeSurvey
{
    private double? lastTime, lastCapacity;
    private double flowed, counted;

    /// <summary>The highest current, in whatever the file has.</summary>
    internal double HighestCurrent { get; private set; }

    internal void Add(double? time, double? current, double? capacity)
    {
        var flow = Math.Abs(current ?? 0);
        HighestCurrent = Math.Max(HighestCurrent, flow);
        if (time > lastTime && capacity > lastCapacity && flow > 0)
        {
            flowed += flow * (time - lastTime).Value;
            counted += (capacity - lastCapacity).Value;
        }

        (lastTime, lastCapacity) = (time, capacity);
    }

    /// <summary>
    /// How many times larger the unit of capacity is than an hour of the unit of current: 1, 1000 for Ah with mA, 0.001 for mAh with A;
    /// null where the file does not tell.
    /// </summary>
    /// <param name="seconds">How many s a unit of time is.</param>
    internal double? Prefix(double seconds)
    {
        var ratio = flowed * seconds / 3600 / counted;
        return Array.Find(new double?[] { 1, 1000, 0.001 }, prefix => ratio > prefix / 3 && ratio < prefix * 3);
    }
}
