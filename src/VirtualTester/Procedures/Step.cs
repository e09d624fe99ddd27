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

    /// <summary>Of a loop: how often it is passed.</summary>
    public int Times { get; init; }

    /// <summary>Of a loop: how deep it is inside others, 0 to 3.</summary>
    public int Depth { get; init; }

    /// <summary>Of a loop: the index of its first step.</summary>
    public int First { get; init; }

    /// <summary>Of a problem: its code.</summary>
    public RecordReason Code { get; init; }
}
