using MacNet.Protocol.Messages;

namespace MacNet.Data;

/// <summary>
/// What is known of a channel at one time, wherever it comes from: a tester just now, a log, or a file that the tester exported. What is
/// not known is null.
/// </summary>
public sealed record LogReading
{
    /// <summary>The session's name, or the name of what it was imported from.</summary>
    public string Session { get; init; } = "";

    /// <summary>The channel, counted from 1; 0 where an imported file does not tell.</summary>
    public int Channel { get; init; }

    /// <summary>The test's name.</summary>
    public string? TestName { get; init; }

    /// <summary>The procedure's name.</summary>
    public string? Procedure { get; init; }

    /// <summary>The comment that the test was started with.</summary>
    public string? Comment { get; init; }

    /// <summary>The channel's status.</summary>
    public ChannelState? State { get; init; }

    /// <summary>What the controller is doing.</summary>
    public ChannelActivity? Activity { get; init; }

    /// <summary>Why the last record was taken or the step ended.</summary>
    public RecordReason? Reason { get; init; }

    /// <summary>Voltage, V.</summary>
    public double? Voltage { get; init; }

    /// <summary>Current as it was read, A. Testers may report magnitudes.</summary>
    public double? Current { get; init; }

    /// <summary>Current with its sign by direction, A: positive while charging, negative while discharging.</summary>
    public double? SignedCurrent { get; init; }

    /// <summary>Time since the test's start.</summary>
    public TimeSpan? TestTime { get; init; }

    /// <summary>When it was read, or recorded.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The cycle, as the tester numbers it.</summary>
    public long? Cycle { get; init; }

    /// <summary>The step, as the tester numbers it.</summary>
    public int? Step { get; init; }

    /// <summary>Time since the step's start.</summary>
    public TimeSpan? StepTime { get; init; }

    /// <summary>Capacity as the tester counts it, Ah.</summary>
    public double? Capacity { get; init; }

    /// <summary>Energy as the tester counts it, Wh.</summary>
    public double? Energy { get; init; }

    /// <summary>Power, W, where an imported file has it.</summary>
    public double? Power { get; init; }

    /// <summary>AC resistance, Ω, where an imported file has it: the last that was measured.</summary>
    public double? AcResistance { get; init; }

    /// <summary>DC resistance, Ω, where an imported file has it: the last that was measured.</summary>
    public double? DcResistance { get; init; }

    /// <summary>The number of the tester's last record.</summary>
    public long? Record { get; init; }

    /// <summary>The auxiliary inputs.</summary>
    public IReadOnlyList<AuxiliaryValue> Auxiliaries { get; init; } = [];

    /// <summary>The test variables by number, VAR1 first; null for those that are not known.</summary>
    public IReadOnlyList<double?> Variables { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Session}, channel {Channel}, {ReadAt:O}: {State}, {Voltage} V, {SignedCurrent} A");
}
