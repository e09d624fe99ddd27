using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What control loops that run together ask of one tester in each turn, held against the interval.</summary>
public sealed class ControlLoopLoad
{
    // Where it has not been measured.
    private static readonly TimeSpan OfRealTester = TimeSpan.FromMilliseconds(34);

    // Turns that fill the whole interval leave nobody else a message.
    private const double Reserve = 1.1;

    private ControlLoopLoad(MaccorSession session, IReadOnlyCollection<ControlLoop> loops)
    {
        Session = session.Name;
        Channels = loops.Count;
        Messages = loops.Sum(loop => loop.MessagesToSet + (loop.Sweep is null ? 1 : 0))
            + loops.Select(loop => loop.Sweep).OfType<ChannelSweep>().Distinct().Sum(sweep => sweep.Messages);
        Message = session.GetMessageTime() ?? OfRealTester;
        Interval = loops.Min(loop => loop.ShortestTurn);
    }

    /// <summary>The session's name.</summary>
    public string Session { get; }

    /// <summary>How many channels are steered.</summary>
    public int Channels { get; }

    /// <summary>How many messages a turn takes at most.</summary>
    public int Messages { get; }

    /// <summary>What the tester takes for a message, as measured in this session; 34 ms where that was not yet.</summary>
    public TimeSpan Message { get; }

    /// <summary>The interval between turns: the shortest of the loops.</summary>
    public TimeSpan Interval { get; }

    /// <summary>What a turn of all channels takes.</summary>
    public TimeSpan Turn => TimeSpan.FromTicks(Message.Ticks * Messages);

    /// <summary>Whether a turn is over before the next one begins.</summary>
    public bool Fits => Turn <= Interval;

    /// <summary>The shortest interval that is advised, in whole tenths of a second.</summary>
    public TimeSpan ShortestInterval => TimeSpan.FromSeconds(Math.Ceiling(Turn.TotalSeconds * Reserve * 10) / 10);

    /// <summary>What loops ask of each of their testers.</summary>
    public static IReadOnlyList<ControlLoopLoad> Of(IEnumerable<ControlLoop> loops) =>
        [.. loops.GroupBy(loop => loop.Session).Select(group => new ControlLoopLoad(group.Key, [.. group]))];

    /// <summary>How long messages take, and some more: what is to be ready in time is begun so long before.</summary>
    public static TimeSpan LeadFor(MaccorSession session, int messages) =>
        TimeSpan.FromTicks((session.GetMessageTime() ?? OfRealTester).Ticks * messages * 3 / 2) + TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Session}: {Channels} channels, {Messages} messages a turn at most, ")
        + FormattableString.Invariant($"{Turn.TotalSeconds:0.###} s of {Interval.TotalSeconds:0.###} s");
}
