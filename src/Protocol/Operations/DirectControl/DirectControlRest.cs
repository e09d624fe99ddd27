using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Makes the cell of a channel in direct mode safe: rest (6, 8), confirmed by its result, and by the current if wanted.</summary>
internal static class DirectControlRest
{
    private const int MostAttempts = 10;

    // What a channel at rest may measure, as a share of its largest range.
    private const float NoCurrent = 0.001f;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestCurrent = TimeSpan.FromSeconds(1.5);

    // A connection that has gone silent is given up long before a request's own timeout: the next attempt has a new one. A time to make
    // a channel safe in must hold several of these.
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(1.5);

    // What a new connection may take beside: given up each time, one that is slow to open would never open.
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Sets rest, and again where it is known not to have taken effect: refused as too early or too fast, not sent, or of unknown
    /// outcome and the channel not known to be at rest.
    /// </summary>
    internal static async Task SetAsync(
        MaccorSession session, int channel, TimeSpan? patience = null, Driver? driver = null, CancellationToken cancellation = default)
    {
        var began = session.Clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var mayRepeat = attempt < 2 || session.Clock.GetElapsedTime(began) < (patience ?? Patience);
            try
            {
                await SendAsync(session, channel, mayRepeat, driver, cancellation).ConfigureAwait(false);
                return;
            }
            catch (MaccorRefusedException refusal) when (
                mayRepeat && refusal.Result.Code is DirectOutputResult.TooFast or DirectOutputResult.NotReady)
            {
            }
            catch (MaccorConnectionException problem) when (mayRepeat && problem.ErrorId != "SessionClosed")
            {
            }
            catch (Exception problem) when (mayRepeat && IsOutcomeUnknown(problem, cancellation))
            {
                if (await IsKnownToBeAtRestAsync(session, channel, cancellation).ConfigureAwait(false))
                    return;
            }

            await session.Clock.Wait(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Sets rest until no current is read back; the pauses between are those of the channel's outputs.</summary>
    /// <exception cref="MaccorStateException">Current flows all the same.</exception>
    internal static async Task SetUntilNoCurrentAsync(MaccorSession session, int channel, Driver? driver, CancellationToken cancellation)
    {
        for (var left = MostAttempts; ; left--)
        {
            await SetAsync(session, channel, driver: driver, cancellation: cancellation).ConfigureAwait(false);
            var status = await session.ReadStatusAsync(channel, cancellation).ConfigureAwait(false);
            if (await IsWithoutCurrentAsync(session, status, cancellation).ConfigureAwait(false))
                return;
            if (left == 1)
                throw StillFlowing(session, status);
        }
    }

    /// <summary>Reads a channel until it has no current.</summary>
    /// <exception cref="MaccorStateException">Current flows.</exception>
    internal static async Task<ChannelStatus> VerifyNoCurrentAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        var (status, isWithout) = await session.Clock.PollAsync(
            LookAsync, seen => seen.IsWithout, Pause, LongestCurrent, cancellation).ConfigureAwait(false);
        return isWithout ? status : throw StillFlowing(session, status);

        async Task<(ChannelStatus Status, bool IsWithout)> LookAsync(CancellationToken token)
        {
            var seen = await session.ReadStatusAsync(channel, token).ConfigureAwait(false);
            return (seen, await IsWithoutCurrentAsync(session, seen, token).ConfigureAwait(false));
        }
    }

    /// <summary>Sets rest within a time; if wanted until no current is read back.</summary>
    /// <returns>What went wrong, or null.</returns>
    internal static async Task<MaccorException?> TrySetAsync(
        MaccorSession session, int channel, TimeSpan time, bool readBack, Driver? driver, CancellationToken cancellation)
    {
        using var limit = session.Clock.CancelAfter(time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            if (readBack)
                await SetUntilNoCurrentAsync(session, channel, driver, either.Token).ConfigureAwait(false);
            else
                await SetAsync(session, channel, time, driver, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (MaccorException problem) when (problem is MaccorRefusedException or MaccorStateException)
        {
            return problem;
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever it is: the cell comes first.
            return NotConfirmed(session, channel, problem);
        }
    }

    /// <summary>
    /// Makes a channel safe within a time, whatever happened before: rest; where that does not help, suspends the test over the other
    /// connection, unless it is known to be another than the one that was started.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="control">The channel's direct control, or null where this session did not start it: then its test is not
    /// touched.</param>
    /// <param name="time">How long it may take. Two thirds of it are for rest.</param>
    /// <param name="readBack">Whether to read the channel until it has no current.</param>
    /// <param name="driver">Who makes it safe, where that is who drives it.</param>
    /// <returns>What went wrong, or null: at rest, or no direct mode any more.</returns>
    internal static async Task<MaccorException?> MakeSafeAsync(
        MaccorSession session, int channel, DirectControl? control, TimeSpan time, bool readBack, Driver? driver = null)
    {
        using var limit = session.Clock.CancelAfter(time);
        MaccorException? problem = null;
        try
        {
            problem = await TrySetAsync(
                session, channel, TimeSpan.FromTicks(time.Ticks * 2 / 3), readBack, driver, limit.Token).ConfigureAwait(false);
            if (problem is null || HasEnded(problem))
                return null;
            return control is null ? problem : await SuspendAsync(control, problem, limit.Token).ConfigureAwait(false);
        }
        catch (Exception worse)
        {
            return problem ?? NotConfirmed(session, channel, worse);
        }
    }

    private static async Task<MaccorException?> SuspendAsync(DirectControl control, MaccorException why, CancellationToken cancellation)
    {
        var (session, channel) = (control.Tester, control.Channel);
        if (await control.IsGoneAsync(cancellation).ConfigureAwait(false))
            return null;
        await session.CommandAsync(Functions.Suspend, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        await VerifyNoCurrentAsync(session, channel, cancellation).ConfigureAwait(false);
        return new MaccorStateException(
            new Asked(session.Name, Functions.SetDirectOutput, channel),
            "SuspendedForRest",
            $"rest did not get through, so the test was suspended; no current flows.{Reason(why.InnerException ?? why)}",
            why);
    }

    private static async Task SendAsync(MaccorSession session, int channel, bool isLimited, Driver? driver, CancellationToken cancellation)
    {
        using var limit = isLimited
            ? session.Clock.CancelAfter(
                LongestAttempt + RestTimes.Of(session).ForOthers + (session.IsBinaryOpen ? TimeSpan.Zero : LongestOpening))
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        await session.CommandForAsync(
            Functions.SetDirectOutput, new DirectOutputRequest { Channel = channel }, driver, either.Token).ConfigureAwait(false);
    }

    private static bool IsOutcomeUnknown(Exception problem, CancellationToken cancellation) =>
        problem is MaccorOutcomeUnknownException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static bool HasEnded(MaccorException problem) =>
        problem is MaccorRefusedException { Result.Code: DirectOutputResult.NotActive or DirectOutputResult.NotInDirectMode };

    private static async Task<bool> IsKnownToBeAtRestAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        using var limit = session.Clock.CancelAfter(LongestAttempt + RestTimes.Of(session).ForOthers);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var status = await session.ReadStatusAsync(channel, either.Token).ConfigureAwait(false);
            return status.Activity == ChannelActivity.Rest
                && await IsWithoutCurrentAsync(session, status, either.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is MaccorException || IsOutcomeUnknown(problem, cancellation))
        {
            return false;
        }
    }

    // However small a current is, a channel that charges or discharges is not at rest. Where no range is known, 0 A alone is none.
    private static async Task<bool> IsWithoutCurrentAsync(MaccorSession session, ChannelStatus status, CancellationToken cancellation)
    {
        if (status.Activity is ChannelActivity.Charge or ChannelActivity.Discharge)
            return false;
        var can = await session.GetSpecificationAsync(status.Channel, cancellation).ConfigureAwait(false);
        return Math.Abs(status.Current) <= NoCurrent * can.LargestRange;
    }

    private static MaccorStateException StillFlowing(MaccorSession session, ChannelStatus status) => new(
        new Asked(session.Name, Functions.SetDirectOutput, status.Channel),
        "StillFlowing",
        FormattableString.Invariant(
            $"rest was set, and {status.SignedCurrent} A still flow; the channel is {status.State}, {status.Activity}."));

    internal static MaccorStateException NotConfirmed(MaccorSession session, int channel, Exception? why) => new(
        new Asked(session.Name, Functions.SetDirectOutput, channel),
        "RestNotConfirmed",
        $"rest was not confirmed; the cell may still be driven as it was last.{Reason(why)}",
        why);

    private static string Reason(Exception? why) => why is MaccorException known ? $" The reason: {known.What}" : "";
}
