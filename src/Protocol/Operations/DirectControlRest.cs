using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Makes the cell of a channel in direct mode safe: rest (6, 8), confirmed by its result, and by the current if wanted.</summary>
internal static class DirectControlRest
{
    internal const int NotActive = 2;
    internal const int NotInDirectMode = 4;
    private const int TooFast = 3;
    private const int NotReady = 5;

    private const int MostReadings = 10;

    // What a channel at rest may measure, as a share of its largest range.
    private const float NoCurrent = 0.001f;

    private const string CheckTheCell =
        "Look at the channel at once (Get-MaccorChannelStatus); if current flows, stop it with Reset-MaccorChannel or at the tester.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestFinish = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Sets rest, and again where it is known not to have taken effect: refused as too early or too fast, not sent, or of unknown
    /// outcome with current still flowing.
    /// </summary>
    internal static async Task SetAsync(MaccorSession session, int channel, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        var began = session.Clock.GetTimestamp();
        var request = new DirectOutputRequest { Channel = channel };
        for (var attempt = 1; ; attempt++)
        {
            var mayRepeat = attempt < 2 || session.Clock.GetElapsedTime(began) < (patience ?? Patience);
            try
            {
                await session.CommandAsync(Functions.SetDirectOutput, request, cancellation).ConfigureAwait(false);
                return;
            }
            catch (MaccorRefusedException refusal) when (mayRepeat && refusal.Result.Code is TooFast or NotReady)
            {
            }
            catch (MaccorConnectionException problem) when (mayRepeat && problem.ErrorId != "SessionClosed")
            {
            }
            catch (MaccorOutcomeUnknownException) when (mayRepeat)
            {
                if (await IsKnownToBeAtRestAsync(session, channel, cancellation).ConfigureAwait(false))
                    return;
            }

            await session.Clock.Wait(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Sets rest, at most twice; where that does not help, suspends the test over the other connection, if it is still the one that
    /// was started.
    /// </summary>
    internal static async Task SetOrSuspendAsync(DirectControl control, CancellationToken cancellation)
    {
        try
        {
            await SetAsync(control.Tester, control.Channel, TimeSpan.Zero, cancellation).ConfigureAwait(false);
        }
        catch (MaccorException problem) when (!HasEnded(problem))
        {
            if (await control.IsOnChannelAsync(cancellation).ConfigureAwait(false))
                await control.Tester.CommandAsync(Functions.Suspend, new ChannelRequest { Channel = control.Channel }, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Sets rest until no current is read back.</summary>
    /// <exception cref="MaccorStateException">Current flows all the same.</exception>
    internal static async Task SetUntilNoCurrentAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        for (var left = MostReadings; ; left--)
        {
            await SetAsync(session, channel, cancellation: cancellation).ConfigureAwait(false);
            var status = await ChannelStatus.ReadAsync(session, channel, cancellation).ConfigureAwait(false);
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
        for (var left = MostReadings; ; left--)
        {
            var status = await ChannelStatus.ReadAsync(session, channel, cancellation).ConfigureAwait(false);
            if (await IsWithoutCurrentAsync(session, status, cancellation).ConfigureAwait(false))
                return status;
            if (left == 1)
                throw StillFlowing(session, status);
            await session.Clock.Wait(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a control loop: rest, read back, in a few seconds at most, whatever happened before.</summary>
    /// <returns>What went wrong, or null.</returns>
    internal static async Task<MaccorException?> FinishAsync(MaccorSession session, int channel)
    {
        using var limit = session.Clock.CancelAfter(LongestFinish);
        try
        {
            await SetUntilNoCurrentAsync(session, channel, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (MaccorRefusedException refusal) when (HasEnded(refusal))
        {
            // Direct mode has ended, and with it what was set.
            return null;
        }
        catch (MaccorException problem)
        {
            return problem;
        }
        catch (OperationCanceledException problem)
        {
            return new MaccorStateException(
                new Asked(session.Name, Functions.SetDirectOutput, channel), "RestNotConfirmed", "rest was not confirmed in time.", CheckTheCell, problem);
        }
    }

    private static bool HasEnded(MaccorException problem) =>
        problem is MaccorRefusedException { Result.Code: NotActive or NotInDirectMode };

    private static async Task<bool> IsKnownToBeAtRestAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        try
        {
            var status = await ChannelStatus.ReadAsync(session, channel, cancellation).ConfigureAwait(false);
            return status.Activity == ChannelActivity.Rest
                && await IsWithoutCurrentAsync(session, status, cancellation).ConfigureAwait(false);
        }
        catch (MaccorException)
        {
            return false;
        }
    }

    private static async Task<bool> IsWithoutCurrentAsync(MaccorSession session, ChannelStatus status, CancellationToken cancellation)
    {
        var can = await session.GetSpecificationAsync(status.Channel, cancellation).ConfigureAwait(false);
        return Math.Abs(status.Current) <= NoCurrent * Math.Max(can.IR4Charge, can.IR4Discharge);
    }

    private static MaccorStateException StillFlowing(MaccorSession session, ChannelStatus status) => new(
        new Asked(session.Name, Functions.SetDirectOutput, status.Channel),
        "StillFlowing",
        FormattableString.Invariant($"rest was set, and {status.SignedCurrent} A still flow; the channel is {status.State}, {status.Activity}."),
        CheckTheCell);
}
