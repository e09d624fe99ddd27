using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Plays a profile on a channel in direct mode. Each output has been prepared by reading the channel a moment before, so that it is sent
/// when it is due. However it ends, the channel is set to rest.
/// </summary>
public sealed class ProfileLoop : DirectControlLoop
{
    // Nearer to a voltage than this, the direction in which it is held does not change.
    private const float Nearly = 0.005f;

    private readonly OutputProfile profile;
    private TimeSpan paused;
    private TimeSpan? pausedAt;
    private TimeSpan? lead;
    private bool? charges;

    /// <summary>Prepares to play a profile. Nothing is sent.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="profile">The profile.</param>
    public ProfileLoop(MaccorSession session, int channel, OutputProfile profile)
        : base(session, channel)
    {
        this.profile = profile;
        Decide = DecideAsync;
    }

    /// <summary>
    /// The current not to be passed by rows that have none, A: those of a power have the safety limit, unless it is given; those of a
    /// voltage alone need it.
    /// </summary>
    public float? CurrentLimit { get; init; }

    /// <summary>
    /// How long before an output is due the channel is read: as long as it takes to read all channels that are steered. That of one
    /// channel, unless given; at most half of the shortest step.
    /// </summary>
    public TimeSpan? Lead { get; init; }

    /// <summary>
    /// Asked at each turn whether the profile is to pause: the channel rests and the profile's time stands still for as long as it says so.
    /// </summary>
    public Func<ChannelReading, CancellationToken, Task<bool>>? Pauses { get; init; }

    /// <summary>How far the profile has been played.</summary>
    public TimeSpan Position { get; private set; }

    /// <summary>Whether it pauses.</summary>
    public bool IsPaused => pausedAt is not null;

    internal override TimeSpan ShortestTurn => profile.Shortest < Interval ? profile.Shortest : Interval;

    private TimeSpan UsedLead => TimeSpan.FromTicks(Math.Min(
        (Lead ?? ControlLoopLoad.LeadFor(Session, messages: 1)).Ticks, ShortestTurn.Ticks / 2));

    /// <summary>
    /// Fails where an output of the profile would be refused: each row is held against the channel and its safety limits.
    /// </summary>
    /// <exception cref="MaccorInputException">A row asks for something that is not possible; the message says which one.</exception>
    /// <exception cref="MaccorException">The tester could not be read.</exception>
    public async Task CheckAsync(CancellationToken cancellation = default)
    {
        for (var i = 0; i < profile.Rows.Count; i++)
        {
            try
            {
                await CheckAsync(profile.Rows[i], cancellation).ConfigureAwait(false);
            }
            catch (MaccorInputException problem)
            {
                throw new MaccorInputException(problem.Asked, problem.ErrorId, $"row {i + 1}, {profile.Rows[i]}: {problem.What}");
            }
        }
    }

    private protected override Task WaitUntilDueAsync(CancellationToken cancellation) =>
        WaitUntilAsync(TurnAt + (lead ??= UsedLead), cancellation);

    // A row that should have begun meanwhile begins late; of several, the last does.
    private protected override TimeSpan NextTurn(TimeSpan turn, TimeSpan elapsed)
    {
        if (IsPaused)
            return base.NextTurn(turn, elapsed);
        var next = TimeAfter(turn);
        for (var later = TimeAfter(next); later <= elapsed; later = TimeAfter(later))
            next = later;
        return next;
    }

    private protected override int TurnsBetween(TimeSpan turn, TimeSpan next)
    {
        if (IsPaused)
            return base.TurnsBetween(turn, next);
        var count = 0;
        for (var time = TimeAfter(turn); time < next; time = TimeAfter(time))
            count++;
        return count;
    }

    private TimeSpan TimeAfter(TimeSpan turn) => profile.NextAfter(turn - paused, Interval) + paused;

    private async Task CheckAsync(ProfileRow row, CancellationToken cancellation)
    {
        if (row.Quantity == ProfileQuantity.Voltage && CurrentLimit is null)
            throw new MaccorInputException(Asked, "CurrentLimitMissing", "a voltage alone needs a current that is not to be passed.");
        bool[] directions = row.Quantity == ProfileQuantity.Voltage ? [true, false] : [true];
        foreach (var direction in directions)
            await row.Output(direction, LimitOf).CheckAsync(Session, Channel, cancellation).ConfigureAwait(false);
    }

    private async Task<DirectControlOutput?> DecideAsync(ChannelReading reading, CancellationToken cancellation)
    {
        if (Pauses is not null && await Pauses(reading, cancellation).ConfigureAwait(false))
            return Pause();
        GoOn();
        Position = TurnAt - paused;
        IsOver = Position >= profile.Duration;
        var row = profile.At(Position);
        charges = DirectionTo(row, reading);
        return row.Output(charges ?? true, LimitOf);
    }

    private DirectControlOutput? Pause()
    {
        pausedAt ??= TurnAt;
        // Where the turn's reading was too old, it is decided anew, and rest has not been set yet.
        return pausedAt == TurnAt ? new DirectControlOutput() : null;
    }

    private void GoOn()
    {
        if (pausedAt is not { } since)
            return;
        paused += TurnAt - since;
        pausedAt = null;
    }

    private bool? DirectionTo(ProfileRow row, ChannelReading reading)
    {
        if (row.Quantity != ProfileQuantity.Voltage)
            return null;
        var isNear = Math.Abs(row.Voltage!.Value - reading.Voltage) < Nearly;
        return isNear && charges is { } before ? before : row.Voltage > reading.Voltage;
    }

    private float LimitOf(bool charging)
    {
        if (CurrentLimit is { } given)
            return given;
        var limits = DrivenChannels.Of(Session).LimitsOf(Channel) ?? throw new MaccorInputException(
            Asked, "CurrentLimitMissing", "the safety limits are not known here, so the rows need a current that is not to be passed.");
        return charging ? limits.ChargeCurrent : limits.DischargeCurrent;
    }
}
