using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What is done with a test on a channel: halt it, let it go on, stop it, archive it.</summary>
public static class ChannelCommandExtensions
{
    /// <summary>
    /// Suspends the test on a channel (6, 3), one that is starting as soon as it runs. It goes before everything that waits for the tester.
    /// </summary>
    /// <exception cref="MaccorRefusedException">The tester refused, as no test runs.</exception>
    /// <exception cref="MaccorException">There is no such channel, the tester could not be reached, or its answer is unknown.</exception>
    public static Task SuspendTestAsync(this MaccorSession session, int channel, CancellationToken cancellation = default) =>
        session.SuspendTestForAsync(channel, driver: null, cancellation);

    internal static async Task SuspendTestForAsync(
        this MaccorSession session, int channel, Driver? driver, CancellationToken cancellation)
    {
        var request = new ChannelRequest { Channel = channel };
        try
        {
            await session.CommandForAsync(Functions.Suspend, request, driver, cancellation).ConfigureAwait(false);
        }
        catch (MaccorRefusedException)
        {
            // A test that is about to start cannot be halted yet; what was refused was not done, so it is asked for again once the test
            // runs.
            if (await session.StartedStateAsync(channel, cancellation).ConfigureAwait(false) != ChannelState.Active)
                throw;
            await session.CommandForAsync(Functions.Suspend, request, driver, cancellation).ConfigureAwait(false);
        }
    }

    // The state, once the channel is starting no more.
    private static Task<ChannelState> StartedStateAsync(this MaccorSession session, int channel, CancellationToken cancellation) =>
        session.Clock.PollAsync(
            token => session.ReadStateAsync(channel, token),
            state => !ChannelStates.IsStarting(state),
            ReadingExtensions.BetweenLooks,
            ReadingExtensions.LongestReset,
            cancellation);

    /// <summary>Lets a suspended test go on (6, 4).</summary>
    /// <exception cref="MaccorRefusedException">The tester refused, as no test is suspended.</exception>
    /// <exception cref="MaccorException">There is no such channel, the tester could not be reached, or its answer is unknown.</exception>
    public static Task ResumeTestAsync(this MaccorSession session, int channel, CancellationToken cancellation = default) =>
        session.CommandAsync(Functions.Resume, new ChannelRequest { Channel = channel }, cancellation);

    /// <summary>Resets a channel (6, 5); a running test is stopped for good. It goes before everything that waits for the tester.</summary>
    /// <exception cref="MaccorException">There is no such channel, the tester refused, could not be reached, or its answer is
    /// unknown.</exception>
    public static async Task ResetChannelAsync(this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        await session.CommandAsync(Functions.Reset, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        // A test that somebody stops is none that waits to go on.
        TestMemory.Of(session).Ended(channel);
    }

    /// <summary>
    /// Clears channels of their ended tests, whose data files go to the Archive folder: (4, 1) once for all of them, and (6, 6) for each
    /// that has a test. A channel without a test stays as it is; one that cannot be cleared costs the others nothing.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1.</param>
    /// <param name="failed">Told what went wrong on a channel.</param>
    /// <param name="cleared">Told which channel is free.</param>
    /// <param name="next">Told which channel is next.</param>
    /// <param name="cancellation">Ends it after the channel that is under way.</param>
    /// <exception cref="MaccorException">There is no such channel, or the tester could not be reached.</exception>
    public static async Task ClearChannelsAsync(
        this MaccorSession session,
        IReadOnlyCollection<int> channels,
        Action<MaccorException> failed,
        Action<int>? cleared = null,
        Action<int>? next = null,
        CancellationToken cancellation = default)
    {
        var states = await session.ReadStatesAsync(channels, cancellation).ConfigureAwait(false);
        foreach (var channel in channels.Distinct())
        {
            next?.Invoke(channel);
            try
            {
                if (session.HasTestToArchive(channel, states[channel]))
                    await session.ArchiveAsync(channel, cancellation).ConfigureAwait(false);
                cleared?.Invoke(channel);
            }
            catch (MaccorException problem) when (problem is not MaccorConnectionException and not MaccorTimeoutException)
            {
                failed(problem);
            }
        }
    }

    /// <summary>
    /// Clears a channel of its ended test, whose data file goes to the Archive folder: (4, 1), (6, 6). A channel without a test stays as it
    /// is.
    /// </summary>
    /// <returns>Whether there was a test to archive.</returns>
    /// <exception cref="MaccorStateException">A test is running or suspended, or the channel is out of service; nothing was
    /// sent.</exception>
    /// <exception cref="MaccorException">There is no such channel, the tester refused, could not be reached, or its answer is
    /// unknown.</exception>
    public static async Task<bool> ClearChannelAsync(this MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var state = await session.ReadStateAsync(channel, cancellation).ConfigureAwait(false);
        if (!session.HasTestToArchive(channel, state))
            return false;
        await session.ArchiveAsync(channel, cancellation).ConfigureAwait(false);
        return true;
    }

    internal static Task ArchiveAsync(this MaccorSession session, int channel, CancellationToken cancellation) =>
        session.CommandAsync(Functions.Archive, new ChannelRequest { Channel = channel }, cancellation);

    /// <summary>Whether a channel in a state has a test that can be archived.</summary>
    /// <exception cref="MaccorStateException">A test is running or suspended, or the channel is out of service.</exception>
    public static bool HasTestToArchive(this MaccorSession session, int channel, ChannelState state)
    {
        var asked = new Asked(session.Name, Functions.Archive, channel);
        if (ChannelStates.IsBusy(state))
        {
            throw new MaccorStateException(
                asked, "TestRunning", $"the channel's test has not ended: its state is {state}. Nothing was sent.");
        }

        if (ChannelStates.IsFree(state))
            return false;
        // A test that a power failure has cut off has its data: they are archived, and it can go on from there.
        return ChannelStates.HasEndedTest(state) || state == ChannelState.PowerFail ? true : throw Readiness.Unavailable(asked, state);
    }
}
