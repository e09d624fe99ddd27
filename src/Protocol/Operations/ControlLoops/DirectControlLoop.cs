using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Steers a channel in direct mode: reads it (4, 7), has the next output decided, sets it (6, 8), again and again. However the loop
/// ends, the channel is set to rest, and it is read back that no current flows. A channel that is at rest though the loop drives it was
/// set to rest by somebody else, which ends the loop, as does one that is driven in another direction or with more current.
/// </summary>
/// <param name="session">The tester.</param>
/// <param name="channel">The channel, counted from 1.</param>
public class DirectControlLoop(MaccorSession session, int channel) : ControlLoop<DirectControlOutput>(session, channel)
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(8);

    // What an output may take until it is seen.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ExpectedCurrent expected = new(session.Clock);
    private bool hasBegun;
    private int? direction;
    private bool wasSeen;
    private long? turnedAt;

    internal sealed override int MessagesToSet => 1;

    private protected sealed override Function Function => Functions.SetDirectOutput;

    /// <inheritdoc/>
    public sealed override Task CheckStateAsync(CancellationToken cancellation = default) =>
        Session.CheckUnderDirectControlAsync(Channel, Force, cancellation);

    private protected sealed override IDisposable Begin() => DrivenChannels.Of(Session).RememberLoop(Channel);

    private protected sealed override async Task SetAsync(DirectControlOutput output, CancellationToken cancellation)
    {
        await output.SetAsync(Session, Channel, Driver, cancellation).ConfigureAwait(false);
        var next = Math.Sign(output.Current);
        wasSeen &= next == direction;
        if (direction is not null && next != direction)
            turnedAt = Session.Clock.GetTimestamp();
        direction = next;
        expected.Add(output.Current);
    }

    // What this session never drove is somebody else's: rest would take it from them.
    private protected sealed override Task<MaccorException?> MakeSafeAsync()
    {
        var driven = DrivenChannels.Of(Session);
        var control = driven.Find(Channel);
        return control is null && !driven.IsDriven(Channel)
            ? Task.FromResult<MaccorException?>(null)
            : DirectControlRest.MakeSafeAsync(
                Session, Channel, control, LongestEnd + RestTimes.Of(Session).ForOthers, readBack: true, Driver);
    }

    private protected sealed override async Task<ChannelReading> CheckAsync(ChannelReading reading, CancellationToken cancellation)
    {
        if (reading.State != ChannelState.Active)
            throw hasBegun ? Ended(reading) : NotStarted(reading);
        hasBegun = true;
        if (direction is not { } set)
            return reading;
        if (set != 0 && !wasSeen && reading.Activity is ChannelActivity.Rest)
            reading = await SettledAsync(cancellation).ConfigureAwait(false);
        var shown = DirectionOf(reading.Activity);
        if (set != 0 && shown == 0)
            throw RestByOther();
        // Only a tester that has shown this output shows another one where there is one.
        if (wasSeen && shown is not null && shown != set)
            throw DrivenByOther($"the channel's activity is {reading.Activity}, which this control loop did not set");
        if (expected.IsBelow(reading, Session.LastSpecification(Channel)))
            throw DrivenByOther(FormattableString.Invariant($"{reading.SignedCurrent} A flow, more than this control loop set"));
        // Right after a change it may be an earlier output in the same direction that is seen.
        wasSeen |= shown == set && !(turnedAt is { } turned && Session.Clock.GetElapsedTime(turned) <= Settling);
        return reading;
    }

    private static int? DirectionOf(ChannelActivity activity) => activity switch
    {
        ChannelActivity.Charge => 1,
        ChannelActivity.Discharge => -1,
        ChannelActivity.Rest => 0,
        _ => null,
    };

    private async Task<ChannelReading> SettledAsync(CancellationToken cancellation) => await Session.Clock.PollAsync(
        token => Session.ReadStatusAsync(Channel, token),
        status => status.Activity is not ChannelActivity.Rest,
        Pause,
        Settling,
        cancellation).ConfigureAwait(false);

    private MaccorStateException Ended(ChannelReading status) =>
        new(Asked, "DirectControlEnded", $"direct control has ended: the channel is {status.State}, {status.Reason}.");

    private MaccorStateException NotStarted(ChannelReading status) =>
        new(Asked, "DirectControlEnded", $"the channel is not under direct control: it is {status.State}.");

    private MaccorStateException DrivenByOther(string what) =>
        new(Asked, "TakenOver", $"{what}: somebody else drives it. The loop has ended.");

    private MaccorStateException RestByOther() => new(
        Asked,
        "SetToRestByOther",
        "the channel is at rest, though this control loop had set an output: somebody else has set it to rest. The loop has ended.");
}
