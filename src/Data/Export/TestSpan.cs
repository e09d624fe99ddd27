using MacNet.Protocol.Messages;

namespace MacNet.Data.Export;

/// <summary>One test on one channel, told from the next by its readings as they come.</summary>
internal sealed class TestSpan
{
    private readonly bool hasTest;
    private TimeSpan? latest;

    internal TestSpan(LogReading first)
    {
        (Session, Channel, hasTest) = (first.Session, first.Channel, HasTest(first));
        Start = first.ReadAt - (first.TestTime ?? TimeSpan.Zero);
        Note(first);
    }

    internal string Session { get; }

    internal int Channel { get; }

    internal string? TestName { get; private set; }

    internal string? Procedure { get; private set; }

    internal string? Comment { get; private set; }

    /// <summary>When the test started, as its first reading tells.</summary>
    internal DateTimeOffset? Start { get; }

    /// <summary>What the test is of: its name, or its channel where it has none.</summary>
    internal string Cell => TestName ?? FormattableString.Invariant($"Channel-{Channel}");

    internal static bool HasTest(LogReading reading) => reading.State is not (ChannelState.Available or ChannelState.Selected);

    /// <summary>Whether a reading is of the same test: a name may become known only some readings after the start.</summary>
    internal bool Continues(LogReading reading) =>
        HasTest(reading) == hasTest
        && (TestName is null || reading.TestName is null || TestName == reading.TestName)
        && !(latest is { } time && IsAnew(time, reading));

    /// <summary>
    /// Whether a test time is that of a test begun anew. Sweeps and details are read one after the other, and single precision knows no
    /// parts of a second after a hundred days: a little less is the same test.
    /// </summary>
    internal static bool IsAnew(TimeSpan latest, LogReading reading) =>
        reading.TestTime + TimeSpan.FromSeconds(1 + (3e-7 * latest.TotalSeconds)) < latest;

    internal void Note(LogReading reading)
    {
        TestName ??= reading.TestName;
        Procedure ??= reading.Procedure;
        Comment ??= reading.Comment;
        if (!(reading.TestTime < latest))
            latest = reading.TestTime ?? latest;
    }
}
