namespace MacNet.Protocol.Operations;

/// <summary>Everything that (4, 7) gives of a channel; null, and NaN, is what the tester does not tell.</summary>
public sealed class ChannelStatus : ChannelReading
{
    /// <summary>The cycle.</summary>
    public uint? Cycle { get; internal init; }

    /// <summary>The step.</summary>
    public int? Step { get; internal init; }

    /// <summary>Time since the step's start; null where what the tester gave is no time.</summary>
    public TimeSpan? StepTime { get; internal init; }

    /// <summary>Capacity, Ah.</summary>
    public float Capacity { get; internal init; }

    /// <summary>Energy, Wh.</summary>
    public float Energy { get; internal init; }

    /// <summary>The number of the last record.</summary>
    public uint? LastRecord { get; internal init; }

    /// <summary>The tester's clock, in its local time, without a zone; null where it does not tell.</summary>
    public DateTime? TesterTime { get; internal init; }
}
