using MacNet.Protocol.Messages;
using MacNet.VirtualTester.Procedures;

namespace MacNet.VirtualTester.Channels;

/// <summary>A test that follows a procedure.</summary>
internal sealed class ProcedureRun : TestRun, IVariables
{
    private readonly Procedure procedure;
    private int index;
    private bool entered;

    public ProcedureRun(
        Channel channel, TestNames names, TestProgress progress, TestLog log, Procedure procedure, double cRate)
        : base(channel, names, progress, log)
    {
        this.procedure = procedure;
        CRate = cRate;
        index = progress.Step - 1;
        // A test that is taken up within a step goes on in it.
        entered = progress.StepTime > 0;
    }

    public double CRate { get; }

    public bool StartedAdvanced { get; init; }

    /// <summary>The test has come to its end when it is to advance to this cycle.</summary>
    public uint LastCycle { get; init; } = uint.MaxValue;

    public override int NumberOfEnds => procedure.NumberOfEnds;

    public override int EndNumber => Step.Kind == StepKind.End ? procedure.EndNumber(index) : 0;

    public override Output Output => Step.Kind switch
    {
        StepKind.Charge => Driven(OutputMode.Charge),
        StepKind.Discharge => Driven(OutputMode.Discharge),
        _ => Output.Rest,
    };

    public override double SecondsToNextEvent
    {
        get
        {
            var next = base.SecondsToNextEvent;
            foreach (var condition in Step.Until)
            {
                var seconds = condition.IsTime ? condition.Limit.Of(this) - Value(condition) : 0;
                if (seconds > 0 && seconds < next)
                    next = seconds;
            }

            return next;
        }
    }

    protected override RecordRule RecordRule => Step.Record;

    private Step Step => procedure.Steps[index];

    public double Variable(int number) => Channel.Variables[number - 1];

    public override bool Act()
    {
        switch (Step.Kind)
        {
            case StepKind.AdvanceCycle:
                Progress.AdvanceCycle();
                return GoTo(Progress.Cycle < LastCycle ? index + 1 : procedure.Steps.Count - 1);
            case StepKind.Loop:
                Progress.Loops[Step.Depth] = Step.Times;
                break;
            case StepKind.EndLoop:
                return EndLoop();
            case StepKind.Pause:
                GoTo(index + 1);
                Channel.Interrupt();
                return false;
            case StepKind.Problem:
                Channel.Fail(Step.Code);
                return false;
            case StepKind.End:
                Channel.Complete(StartedAdvanced ? RecordReason.PressureOrProcedureComplete : RecordReason.NormalEnd);
                return false;
            default:
                return ActInTime();
        }

        return GoTo(index + 1);
    }

    private bool EndLoop()
    {
        var again = --Progress.Loops[Step.Depth] > 0;
        return GoTo(again ? Step.First : index + 1);
    }

    private bool ActInTime()
    {
        if (!entered)
            Enter();
        foreach (var condition in Step.Until)
        {
            if (!condition.IsMet(Value(condition), condition.Limit.Of(this)))
                continue;
            Record(condition.Reason);
            return GoTo(condition.Next ?? index + 1);
        }

        RecordIfDue();
        return false;
    }

    private void Enter()
    {
        entered = true;
        Progress.Direct(Output.Mode);
        Record(RecordReason.StepStart);
    }

    private bool GoTo(int next)
    {
        index = next;
        entered = false;
        // At its end a test shows the last step that took time, with that time.
        if (Step.TakesTime)
            Progress.Enter(index + 1);
        return true;
    }

    private Output Driven(OutputMode mode) => new(
        mode, Magnitude(Step.Current), Step.Voltage?.Of(this), Magnitude(Step.Power), Step.Resistance?.Of(this));

    private double? Magnitude(SetPoint? setPoint) => setPoint is { } value ? Math.Max(0, value.Of(this)) : null;

    private double Value(EndCondition condition) => condition.Quantity switch
    {
        Quantity.StepTime => Progress.StepTime,
        Quantity.TestTime => Progress.TestTime,
        Quantity.Cycle => Progress.Cycle,
        Quantity.Current => Math.Abs(Channel.DrivenCurrent),
        Quantity.Voltage => Channel.DrivenVoltage,
        Quantity.Power => Math.Abs(Channel.DrivenCurrent) * Channel.DrivenVoltage,
        Quantity.Resistance => Channel.DrivenVoltage / Math.Max(1e-9, Math.Abs(Channel.DrivenCurrent)),
        Quantity.Capacity => Progress.Capacity,
        Quantity.Energy => Progress.Energy,
        Quantity.AuxVoltage => Channel.Sensed(Channel.VoltageInput),
        Quantity.Temperature => Channel.Sensed(Channel.TemperatureInput),
        _ => Variable(condition.Variable),
    };
}
