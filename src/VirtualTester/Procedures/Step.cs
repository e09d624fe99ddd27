using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Procedures;

internal enum StepKind
{
    Charge,
    Discharge,
    Rest,
    Pause,
    AdvanceCycle,
    Loop,
    EndLoop,
    Problem,
    End,
}

internal sealed record Step(StepKind Kind)
{
    public bool TakesTime => Kind is StepKind.Charge or StepKind.Discharge or StepKind.Rest;

    public SetPoint? Current { get; init; }

    public SetPoint? Voltage { get; init; }

    public SetPoint? Power { get; init; }

    public SetPoint? Resistance { get; init; }

    public EndCondition[] Until { get; init; } = [];

    public RecordRule Record { get; init; } = RecordRule.EveryMinute;

    // Of a loop: how often, how deep (0 to 3), and the index of its first step.
    public int Times { get; init; }

    public int Depth { get; init; }

    public int First { get; init; }

    // Of a problem: its code.
    public RecordReason Code { get; init; }
}
