using MacNet.Protocol.Messages;

namespace MacNet.Protocol.Operations;

/// <summary>
/// A test that was cut off, by a power failure or by the end of the tester's software, and what it takes to go on with it.
/// </summary>
public sealed class InterruptedTest : LimitedTest
{
    /// <summary>The session's name.</summary>
    public string Session { get; internal init; } = "";

    /// <summary>The channel, counted from 1.</summary>
    public int Channel { get; internal init; }

    /// <summary>The test's name.</summary>
    public string TestName { get; internal init; } = "";

    /// <summary>The test's data file, archived or to be archived, as an advanced start wants it: "Cell 7.003".</summary>
    public string ArchivedTest { get; internal init; } = "";

    /// <summary>The name of the procedure that the test ran by.</summary>
    public string ArchivedProcedure { get; internal init; } = "";

    /// <summary>The channel's state: PowerFail, or free where the test is archived already.</summary>
    public ChannelState State { get; internal init; }

    /// <summary>The cycle that was reached; null where the test is on no channel any more.</summary>
    public uint? Cycle { get; internal init; }

    /// <summary>The step that was reached; null where the test is on no channel any more.</summary>
    public int? Step { get; internal init; }

    /// <summary>Time since the test's start; null where it is not known.</summary>
    public TimeSpan? TestTime { get; internal init; }

    /// <summary>The capacity that was reached, Ah; null where the test is on no channel any more.</summary>
    public float? Capacity { get; internal init; }

    /// <summary>The energy that was reached, Wh; null where the test is on no channel any more.</summary>
    public float? Energy { get; internal init; }

    /// <summary>
    /// Whether this session knows with what the test ran; where it does not, capacity for C-rates and limits must be given to go on.
    /// </summary>
    public bool IsKnown { get; internal init; }

    /// <summary>The capacity that C-rates refer to, Ah; null where it is not known.</summary>
    public float? CapacityAh { get; internal init; }

    /// <summary>The environmental chamber, 0 for none; null where it is not known.</summary>
    public byte? Chamber { get; internal init; }

    /// <summary>
    /// The variables that this session set for the test, with their last values. The tester may have lost them, and what the procedure or
    /// somebody else put in is known to nobody.
    /// </summary>
    public IReadOnlyList<ChannelVariable> Variables { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Session}, channel {Channel}: {ArchivedTest}";
}
