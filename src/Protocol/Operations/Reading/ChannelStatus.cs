using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Everything that (4, 7) gives of a channel.</summary>
public sealed class ChannelStatus : ChannelReading
{
    /// <summary>The cycle.</summary>
    public uint Cycle { get; internal init; }

    /// <summary>The step.</summary>
    public int Step { get; internal init; }

    /// <summary>Time since the step's start; null where what the tester gave is no time.</summary>
    public TimeSpan? StepTime { get; internal init; }

    /// <summary>Capacity, Ah.</summary>
    public float Capacity { get; internal init; }

    /// <summary>Energy, Wh.</summary>
    public float Energy { get; internal init; }

    /// <summary>The number of the last record.</summary>
    public uint LastRecord { get; internal init; }

    /// <summary>The tester's clock, in its local time, without a zone; null where it does not tell.</summary>
    public DateTime? TesterTime { get; internal init; }

    /// <summary>Reads a channel by (4, 7).</summary>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<ChannelStatus> ReadAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var status = await session.AskAsync(Functions.Status, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return new ChannelStatus
        {
            Session = session.Name,
            Channel = channel,
            State = (ChannelState)status.Stat,
            Activity = (ChannelActivity)status.Rf1,
            Reason = (RecordReason)status.Rf2,
            Voltage = status.Voltage,
            Current = status.Current,
            TestTime = Seconds(status.TestTime),
            ReadAt = session.Clock.GetUtcNow().ToLocalTime(),
            Cycle = status.Cycle,
            Step = status.Step,
            StepTime = Seconds(status.StepTime),
            Capacity = status.Capacity,
            Energy = status.Energy,
            LastRecord = status.LastRecord,
            TesterTime = status.TesterTime == default ? null : status.TesterTime,
        };
    }
}
