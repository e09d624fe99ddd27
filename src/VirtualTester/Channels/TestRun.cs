using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Procedures;

namespace MacNet.VirtualTester.Channels;

/// <summary>A test on a channel: what it drives, and what it does when something happens.</summary>
internal abstract class TestRun(Channel channel, TestNames names, TestProgress progress, TestLog log)
{
    private const double Tolerance = 1e-6;

    private double recordedTime;
    private double recordedVoltage;
    private double recordedCurrent;

    public TestNames Names => names;

    public TestProgress Progress => progress;

    public TestLog Log => log;

    public RecordReason LastReason { get; private set; }

    public abstract Output Output { get; }

    public abstract int NumberOfEnds { get; }

    /// <summary>The end step that was reached, from 1; 0 before.</summary>
    public virtual int EndNumber => 0;

    protected Channel Channel => channel;

    protected abstract RecordRule RecordRule { get; }

    /// <summary>Does what is due at this moment. True when the output may have changed, so that there may be more to do.</summary>
    public abstract bool Act();

    /// <summary>Simulated seconds until something is due.</summary>
    public virtual double SecondsToNextEvent => RecordRule.Time > 0
        ? recordedTime + RecordRule.Time - progress.StepTime
        : double.MaxValue;

    public virtual void Resumed()
    {
    }

    public void Record(RecordReason reason)
    {
        LastReason = reason;
        recordedTime = progress.StepTime;
        recordedVoltage = channel.DrivenVoltage;
        recordedCurrent = channel.DrivenCurrent;
        log.Record(progress, recordedCurrent, recordedVoltage, channel.RunningActivity, reason);
    }

    protected void RecordIfDue()
    {
        var rule = RecordRule;
        if (rule.Time > 0 && progress.StepTime >= recordedTime + rule.Time - Tolerance)
            Record(RecordReason.StepTimeRecord);
        else if (rule.Voltage > 0 && Math.Abs(channel.DrivenVoltage - recordedVoltage) >= rule.Voltage)
            Record(RecordReason.VoltageIncrement);
        else if (rule.Current > 0 && Math.Abs(channel.DrivenCurrent - recordedCurrent) >= rule.Current)
            Record(RecordReason.CurrentIncrement);
    }
}
