using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;

namespace MacNet.Data.Live;

/// <summary>Readings as they come from a tester.</summary>
public static class LiveReadings
{
    /// <summary>A reading of a sweep, or of one channel with its cycle, step, capacity and energy.</summary>
    public static LogReading ToLogReading(this ChannelReading reading)
    {
        var status = reading as ChannelStatus;
        return new LogReading
        {
            Session = reading.Session,
            Channel = reading.Channel,
            State = reading.State,
            Activity = reading.Activity,
            Reason = reading.Reason,
            Voltage = Known(reading.Voltage),
            Current = Known(reading.Current),
            SignedCurrent = Known(reading.SignedCurrent),
            TestTime = reading.TestTime,
            ReadAt = reading.ReadAt,
            Cycle = status?.Cycle,
            Step = status?.Step,
            StepTime = status?.StepTime,
            Capacity = Known(status?.Capacity),
            Energy = Known(status?.Energy),
            Record = status?.LastRecord,
        };
    }

    /// <summary>The temperatures that a reading has, °C.</summary>
    public static IEnumerable<AuxiliaryValue> Temperatures(this LogReading reading) =>
        reading.Auxiliaries.Where(input => input.IsTemperature);

    /// <summary>The temperature of a reading's hottest input, °C; null where it has none.</summary>
    public static double? HottestTemperature(this LogReading reading) =>
        reading.Auxiliaries.Count == 0 ? null : reading.Temperatures().Select(input => (double?)input.Value).DefaultIfEmpty(null).Max();

    // Details come seldom: until newer ones come those of the same test stand, and none where there is no test, or another one.
    internal static LogReading With(this LogReading reading, LogReading former)
    {
        if (reading.State is ChannelState.Available or ChannelState.Selected || reading.TestTime < former.TestTime)
            return reading with { Auxiliaries = reading.Auxiliaries.Count > 0 ? reading.Auxiliaries : former.Auxiliaries };
        return reading with
        {
            TestName = reading.TestName ?? former.TestName,
            Procedure = reading.Procedure ?? former.Procedure,
            Comment = reading.Comment ?? former.Comment,
            Cycle = reading.Cycle ?? former.Cycle,
            Step = reading.Step ?? former.Step,
            StepTime = reading.StepTime ?? former.StepTime,
            Capacity = reading.Capacity ?? former.Capacity,
            Energy = reading.Energy ?? former.Energy,
            Record = reading.Record ?? former.Record,
            Auxiliaries = reading.Auxiliaries.Count > 0 ? reading.Auxiliaries : former.Auxiliaries,
        };
    }

    // All but when it was read.
    internal static bool LooksLike(this LogReading reading, LogReading other) =>
        reading.Auxiliaries.SequenceEqual(other.Auxiliaries)
        && reading == other with { ReadAt = reading.ReadAt, Auxiliaries = reading.Auxiliaries, Variables = reading.Variables };

    // Single precision as it is printed: 3.7 V is 3.7, and not 3.70000004768372.
    internal static double? Known(float? value) => value switch
    {
        null => null,
        { } number when float.IsNaN(number) || float.IsInfinity(number) => null,
        { } number when Math.Abs(number) > LargestDecimal => number,
        { } number => (double)(decimal)number,
    };

    private const float LargestDecimal = 7.9e28f;
}
