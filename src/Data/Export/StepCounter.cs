namespace MacNet.Data.Export;

/// <summary>Counts the steps of a test, also those of a loop that the tester numbers alike.</summary>
internal sealed class StepCounter
{
    private long count;
    private (long? Cycle, int? Step) known;
    private TimeSpan? stepTime;

    /// <summary>How many steps have begun; null where a reading does not tell its step.</summary>
    internal long? Count(LogReading reading)
    {
        if (reading.Step is null)
            return null;
        if (count == 0 || known != (reading.Cycle, reading.Step) || reading.StepTime < stepTime)
            count++;
        known = (reading.Cycle, reading.Step);
        stepTime = reading.StepTime;
        return count;
    }
}
