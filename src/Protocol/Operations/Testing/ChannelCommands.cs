using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What is done with a test on a channel: halt it, let it go on, stop it, archive it.</summary>
public static class ChannelCommands
{
    /// <summary>Suspends the test on a channel (6, 3). It goes before everything that waits for the tester.</summary>
    /// <exception cref="MaccorRefusedException">The tester refused, as no test runs.</exception>
    /// <exception cref="MaccorException">There is no such channel, the tester could not be reached, or its answer is unknown.</exception>
    public static Task SuspendAsync(MaccorSession session, int channel, CancellationToken cancellation = default) =>
        session.CommandAsync(Functions.Suspend, new ChannelRequest { Channel = channel }, cancellation);

    /// <summary>Lets a suspended test go on (6, 4).</summary>
    /// <exception cref="MaccorRefusedException">The tester refused, as no test is suspended.</exception>
    /// <exception cref="MaccorException">There is no such channel, the tester could not be reached, or its answer is unknown.</exception>
    public static Task ResumeAsync(MaccorSession session, int channel, CancellationToken cancellation = default) =>
        session.CommandAsync(Functions.Resume, new ChannelRequest { Channel = channel }, cancellation);

    /// <summary>Resets a channel (6, 5); a running test is stopped for good. It goes before everything that waits for the tester.</summary>
    /// <exception cref="MaccorException">There is no such channel, the tester refused, could not be reached, or its answer is unknown.</exception>
    public static Task ResetAsync(MaccorSession session, int channel, CancellationToken cancellation = default) =>
        session.CommandAsync(Functions.Reset, new ChannelRequest { Channel = channel }, cancellation);

    /// <summary>Clears a channel of its ended test, whose data file goes to the Archive folder (6, 6); a channel without a test stays as it is.</summary>
    /// <returns>Whether there was a test to archive.</returns>
    /// <exception cref="MaccorStateException">A test is running or suspended, or the channel is out of service; nothing was sent.</exception>
    /// <exception cref="MaccorException">There is no such channel, the tester refused, could not be reached, or its answer is unknown.</exception>
    public static async Task<bool> ArchiveAsync(MaccorSession session, int channel, CancellationToken cancellation = default)
    {
        var state = await Readings.ReadStateAsync(session, channel, cancellation).ConfigureAwait(false);
        if (!HasTestToArchive(session, channel, state))
            return false;
        await session.CommandAsync(Functions.Archive, new ChannelRequest { Channel = channel }, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Whether a channel in a state has a test that can be archived.</summary>
    /// <exception cref="MaccorStateException">A test is running or suspended, or the channel is out of service.</exception>
    public static bool HasTestToArchive(MaccorSession session, int channel, ChannelState state)
    {
        var asked = new Asked(session.Name, Functions.Archive, channel);
        if (Readiness.IsBusy(state))
        {
            throw new MaccorStateException(
                asked, "TestRunning", $"the channel's test has not ended: its state is {state}. Nothing was sent.");
        }

        if (Readiness.IsFree(state))
            return false;
        return Readiness.HasEndedTest(state) ? true : throw Readiness.Unavailable(asked, state);
    }
}
