using MacNet.Protocol.Messages;

namespace MacNet.Data;

/// <summary>
/// What is known of a channel at one time, wherever it comes from: a tester just now, a log, or a file that the tester exported. What is
/// not known is null.
/// </summary>
public sealed record LogReading
{
    /// <summary>The session's name, or the name of what it was imported from.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1; 0 where an imported file does not tell.</summary>
    public int Channel { get; internal init; }

    /// <summary>The test's name.</summary>
    public string? TestName { get; internal init; }

    /// <summary>The procedure's name.</summary>
    public string? Procedure { get; internal init; }

    /// <summary>The comment that the test was started with.</summary>
    public string? Comment { get; internal init; }

    /// <summary>The channel's status.</summary>
    public ChannelState? State { get; internal init; }

    /// <summary>What the controller is doing.</summary>
    public ChannelActivity? Activity { get; internal init; }

    /// <summary>Why the last record was taken or the step ended.</summary>
    public RecordReason? Reason { get; internal init; }

    /// <summary>Voltage, V.</summary>
    public double? Voltage { get; internal init; }

    /// <summary>Current as it was read, A. Testers may report magnitudes.</summary>
    public double? Current { get; internal init; }

    /// <summary>Current with its sign by direction, A: positive while charging, negative while discharging.</summary>
    public double? SignedCurrent { get; internal init; }

    /// <summary>Time since the test's start.</summary>
    public TimeSpan? TestTime { get; internal init; }

    /// <summary>When it was read, or recorded.</summary>
    public DateTimeOffset? ReadAt { get; internal init; }

    /// <summary>The cycle, as the tester numbers it.</summary>
    public long? Cycle { get; internal init; }

    /// <summary>The step, as the tester numbers it.</summary>
    public int? Step { get; internal init; }

    /// <summary>Time since the step's start.</summary>
    public TimeSpan? StepTime { get; internal init; }

    /// <summary>Capacity as the tester counts it, Ah.</summary>
    public double? Capacity { get; internal init; }

    /// <summary>Energy as the tester counts it, Wh.</summary>
    public double? Energy { get; internal init; }

    /// <summary>Power, W, where an imported file has it.</summary>
    public double? Power { get; internal init; }

    /// <summary>AC resistance, Ω, where an imported file has it: the last that was measured.</summary>
    public double? AcResistance { get; internal init; }

    /// <summary>DC resistance, Ω, where an imported file has it: the last that was measured.</summary>
    public double? DcResistance { get; internal init; }

    /// <summary>The number of the tester's last record.</summary>
    public long? Record { get; internal init; }

    /// <summary>The auxiliary inputs.</summary>
    public IReadOnlyList<AuxiliaryValue> Auxiliaries { get; internal init; } = [];

    /// <summary>The test variables by number, VAR1 first; null for those that are not known.</summary>
    public IReadOnlyList<double?> Variables { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Session}, channel {Channel}, {ReadAt:O}: {State}, {Voltage} V, {SignedCurrent} A");
}
