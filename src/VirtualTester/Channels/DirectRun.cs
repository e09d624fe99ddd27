using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Procedures;

namespace MacNet.VirtualTester.Channels;

/// <summary>A test whose output a client sets. What the client does is timed by the real clock, as the network is real.</summary>
internal sealed class DirectRun : TestRun
{
    public static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(100);

    private readonly Output started;
    private readonly TimeSpan readyAt;
    private readonly TimeSpan watchdog;
    private Output output;
    private TimeSpan? lastSet;
    private TimeSpan lastSign;

    public DirectRun(
        Channel channel, TestNames names, TestLog log, RecordRule recordRule, Output output, TimeSpan readyAfter, TimeSpan watchdog)
        : base(channel, names, new TestProgress { Reset = channel.CapacityReset }, log)
    {
        started = output;
        this.output = output;
        this.watchdog = watchdog;
        RecordRule = recordRule;
        lastSign = channel.Reached.Real;
        readyAt = lastSign + readyAfter;
        Progress.Direct(output.Mode);
    }

    public override Output Output => output;

    public override int NumberOfEnds => 1;

    public override double SecondsToNextEvent
    {
        get
        {
            var seconds = watchdog > TimeSpan.Zero ? Channel.SecondsUntil(lastSign + watchdog) : double.MaxValue;
            return Math.Min(seconds > 0 ? seconds : double.MaxValue, base.SecondsToNextEvent);
        }
    }

    protected override RecordRule RecordRule { get; }

    public int Set(Output next)
    {
        var now = Channel.Reached.Real;
        if (now < readyAt)
            return DirectOutputResult.NotReady;
        if (now < lastSet + LeastInterval)
            return DirectOutputResult.TooFast;
        lastSet = now;
        lastSign = now;
        // What was not active at the start stays without effect.
        output = new Output(
            next.Mode,
            started.Current is null ? null : next.Current,
            started.Voltage is null ? null : next.Voltage,
            started.Power is null ? null : next.Power,
            started.Resistance is null ? null : next.Resistance);
        Progress.Direct(output.Mode);
        return CommandResult.OkCode;
    }

    public override void Resumed() => lastSign = Channel.Reached.Real;

    public override bool Act()
    {
        if (Progress.LastRecord == 0)
            Record(RecordReason.StepStart);
        if (watchdog > TimeSpan.Zero && Channel.HasPassed(lastSign + watchdog))
            Channel.Interrupt();
        else
            RecordIfDue();
        return false;
    }
}
