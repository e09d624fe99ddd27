using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>
/// Steers a running test by one of its variables: reads the channel (4, 7), has the variable's value decided, sets it (6, 9) where it is
/// another than before, and reads it back (4, 8). However the loop ends, the value named as safe is set, or the test is suspended. Where
/// the test completes, the loop has come to its end.
/// </summary>
/// <param name="session">The tester.</param>
/// <param name="channel">The channel, counted from 1.</param>
/// <param name="number">Which variable, 1 to 15.</param>
public sealed class VariableControlLoop(MaccorSession session, int channel, int number) : ControlLoop<float?>(session, channel)
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // In between, another test may have come so far that its time does not tell.
    private static readonly TimeSpan LongInterval = TimeSpan.FromSeconds(10);

    private string testName = "";
    private TimeSpan? testTime;
    private float value;
    private bool hasBegun;
    private bool isGone;

    /// <summary>Which variable, 1 to 15.</summary>
    public int Number { get; } = number;

    /// <summary>The value that is set at the end. The test is suspended then where there is none, or where it cannot be set.</summary>
    public float? SafeValue { get; init; }

    /// <summary>Whether the test is suspended at the end in any case, after the safe value was set.</summary>
    public bool SuspendAtEnd { get; init; }

    internal override int MessagesToSet => 2;

    private protected override Function Function => Functions.SetVariable;

    private string Name => ChannelVariable.NameOf(Number);

    /// <summary>Fails where the loop could not be run; nothing is sent.</summary>
    /// <exception cref="MaccorInputException">There is no such variable, or the safe value is not finite.</exception>
    public void Check() => Session.CheckVariable(Channel, Number, SafeValue ?? 0);

    /// <inheritdoc/>
    public override async Task CheckStateAsync(CancellationToken cancellation = default)
    {
        if (!Force)
            Session.GetGroup().CheckNotDriven(Session, Channel);
        await Session.CheckStateAsync(
            Functions.SetVariable,
            Channel,
            [ChannelState.Active, ChannelState.Start, ChannelState.Starting, ChannelState.Waiting],
            cancellation).ConfigureAwait(false);
    }

    private protected override IDisposable Begin()
    {
        Check();
        return DrivenChannels.Of(Session).RememberLoop(Channel, EndAsync);
    }

    private protected override async Task SetAsync(float? output, CancellationToken cancellation)
    {
        var wanted = output!.Value;
        Session.CheckVariable(Channel, Number, wanted);
        if (wanted == value)
            return;
        await Session.PutVariableAsync(Request(wanted), Driver, cancellation).ConfigureAwait(false);
        value = await ReadBackAsync(cancellation).ConfigureAwait(false);
        if (value != wanted)
            throw NotTaken(wanted);
    }

    private protected override async Task<ChannelReading> CheckAsync(ChannelReading reading, CancellationToken cancellation)
    {
        if (!IsUnderWay(reading.State))
            return hasBegun && reading.State == ChannelState.Completed ? Over(reading) : throw NotActive(reading);
        if (!hasBegun)
            await LearnAsync(cancellation).ConfigureAwait(false);
        else if (reading.TestTime < testTime || Interval > LongInterval)
            await CheckTestAsync(cancellation).ConfigureAwait(false);
        testTime = reading.TestTime;
        return reading;
    }

    private protected override Task<MaccorException?> MakeSafeAsync() => EndAsync(LongestEnd + RestTimes.Of(Session).ForOthers);

    private static bool IsUnderWay(ChannelState state) => state == ChannelState.Active || ChannelStates.IsStarting(state);

    private ChannelReading Over(ChannelReading reading)
    {
        IsOver = true;
        return reading;
    }

    private async Task LearnAsync(CancellationToken cancellation)
    {
        testName = (await Session.ReadTestNamesAsync(Channel, cancellation).ConfigureAwait(false)).TestName;
        value = await ReadBackAsync(cancellation).ConfigureAwait(false);
        hasBegun = true;
    }

    private async Task CheckTestAsync(CancellationToken cancellation)
    {
        isGone = await IsGoneAsync(cancellation).ConfigureAwait(false);
        if (isGone)
            throw new MaccorStateException(
                Asked, "TestReplaced", $"another test is on the channel than '{testName}', with which the control loop began.");
    }

    private async Task<bool> IsGoneAsync(CancellationToken cancellation) =>
        (await Session.ReadTestNamesAsync(Channel, cancellation).ConfigureAwait(false)).TestName != testName;

    private async Task<float> ReadBackAsync(CancellationToken cancellation) =>
        (await Session.ReadVariablesAsync(Channel, cancellation).ConfigureAwait(false))[Number - 1].Value;

    private VariableRequest Request(float wanted) => new() { Channel = Channel, Number = (byte)Number, Value = wanted };

    // Another test than that of the loop is not touched; nor is one in which nothing was found to steer.
    private async Task<MaccorException?> EndAsync(TimeSpan time)
    {
        if (!hasBegun || isGone)
            return null;
        using var limit = Session.Clock.CancelAfter(time);
        var problem = SafeValue is { } safe ? await TrySafeValueAsync(safe, time, limit.Token).ConfigureAwait(false) : null;
        // What has come to its end drives nothing, whatever its variables are.
        if (IsOver || isGone || (SafeValue is not null && problem is null && !SuspendAtEnd))
            return null;
        return await TrySuspendAsync(problem, limit.Token).ConfigureAwait(false);
    }

    private async Task<Exception?> TrySafeValueAsync(float safe, TimeSpan time, CancellationToken cancellation)
    {
        using var limit = Session.Clock.CancelAfter(TimeSpan.FromTicks(time.Ticks * 2 / 3));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var attempts = IsOver ? 1 : int.MaxValue;
        while (true)
        {
            try
            {
                await SetSafeValueAsync(safe, either.Token).ConfigureAwait(false);
                return null;
            }
            catch (Exception problem) when (--attempts == 0 || either.IsCancellationRequested || !MayBeTriedAgain(problem))
            {
                return problem;
            }
            catch (MaccorException)
            {
                // Once more: however often it is set, it is the value that is safe.
            }

            await Session.Clock.Wait(Pause, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static bool MayBeTriedAgain(Exception problem) =>
        problem is MaccorException and not MaccorRefusedException and not MaccorConnectionException { ErrorId: "SessionClosed" };

    private async Task SetSafeValueAsync(float safe, CancellationToken cancellation)
    {
        isGone = await IsGoneAsync(cancellation).ConfigureAwait(false);
        if (isGone)
            return;
        var request = Request(safe);
        request.MakesSafe = true;
        await Session.PutVariableAsync(request, Driver, cancellation).ConfigureAwait(false);
        value = await ReadBackAsync(cancellation).ConfigureAwait(false);
        if (value != safe)
            throw NotTaken(safe);
    }

    private async Task<MaccorException?> TrySuspendAsync(Exception? why, CancellationToken cancellation)
    {
        try
        {
            if (await IsGoneAsync(cancellation).ConfigureAwait(false))
                return null;
            if (IsUnderWay(await Session.ReadStateAsync(Channel, cancellation).ConfigureAwait(false)))
            {
                await Session.SuspendTestForAsync(Channel, Driver, cancellation).ConfigureAwait(false);
                await DirectControlRest.VerifyNoCurrentAsync(Session, Channel, cancellation).ConfigureAwait(false);
            }

            return why is null ? null : Suspended(why);
        }
        catch (Exception problem)
        {
            // Whatever it is: that the test may go on must be told.
            return NotConfirmed(why ?? problem);
        }
    }

    private MaccorStateException NotActive(ChannelReading reading)
    {
        var what = hasBegun
            ? $"the test is not active any more: the channel is {reading.State}, {reading.Reason}. The control loop has ended."
            : $"no test is active on the channel: it is {reading.State}.";
        return new MaccorStateException(Asked, "TestNotActive", what);
    }

    private MaccorStateException NotTaken(float wanted) => new(
        Asked, "VariableNotTaken", FormattableString.Invariant($"{Name} was set to {wanted} and reads {value}."));

    private MaccorStateException Suspended(Exception why) => new(
        Asked,
        "SuspendedForSafeValue",
        FormattableString.Invariant($"{Name} could not be set to {SafeValue}, so the test is suspended.{ReasonOf(why)}"),
        why);

    private MaccorStateException NotConfirmed(Exception why)
    {
        var what = SafeValue is { } safe ? FormattableString.Invariant($"{Name} is {safe}") : "the test is suspended";
        return new MaccorStateException(
            Asked,
            "SafeValueNotConfirmed",
            FormattableString.Invariant(
                $"it was not confirmed that {what}; the test may go on with {Name} as it was set last, {value}.{ReasonOf(why)}"),
            why);
    }

    private static string ReasonOf(Exception why) => why is MaccorException known ? $" The reason: {known.What}" : "";
}
