using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>What can be told of direct control without a change: see <see cref="DryRunExtensions"/>.</summary>
public static class DirectControlDryRun
{
    /// <summary>
    /// Fails where direct mode could not be started on a channel as it is: its state (4, 1), and where the test has a name, whether another
    /// one has it, archived (1, 4) or active (1, 5).
    /// </summary>
    /// <exception cref="MaccorStateException">The channel is in use, or its last test was stopped by a problem.</exception>
    /// <exception cref="MaccorRefusedException">The name is taken.</exception>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task CheckReadyAsync(
        this MaccorSession session, int channel, DirectControlStart start, CancellationToken cancellation = default)
    {
        var asked = new Asked(session.Name, Functions.StartDirect, channel);
        var state = await session.ReadSettledStateAsync(channel, cancellation).ConfigureAwait(false);
        Readiness.Check(asked, state, overProblem: false);
        if (!TestName.IsRandom(start.TestName) && await IsTakenAsync(session, start.TestName, cancellation).ConfigureAwait(false))
            throw new MaccorRefusedException(asked, Functions.CheckStart.ResultOf(CheckStartResult.NameInArchive));
    }

    /// <summary>
    /// Fails where an output could not be set on a channel as it is: its state (4, 1), and whether its test (4, 6) is one that this process
    /// started with a procedure. MacNet itself does not tell direct mode from that.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="force">Whether a control loop that drives the channel would be ended.</param>
    /// <param name="cancellation">Ends the wait for the answers.</param>
    /// <exception cref="MaccorStateException">The channel is not under direct control, or a control loop drives it.</exception>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task CheckUnderDirectControlAsync(
        this MaccorSession session, int channel, bool force, CancellationToken cancellation = default)
    {
        if (!force)
            session.GetGroup().CheckNotDriven(session, channel);
        await session.CheckStateAsync(Functions.SetDirectOutput, channel, [ChannelState.Active], cancellation).ConfigureAwait(false);
        await CheckNoProcedureAsync(session, channel, cancellation).ConfigureAwait(false);
    }

    /// <summary>Fails where the end of direct control would be refused on a channel as it is.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="channel">The channel, counted from 1.</param>
    /// <param name="reset">Whether the channel is to be reset.</param>
    /// <param name="cancellation">Ends the wait for the answers.</param>
    /// <exception cref="MaccorStateException">The channel runs a procedure, or has a test that is not to be reset so.</exception>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task CheckStopDirectControlAsync(
        this MaccorSession session, int channel, bool reset, CancellationToken cancellation = default)
    {
        var state = await session.ReadStateAsync(channel, cancellation).ConfigureAwait(false);
        if (state == ChannelState.Active)
            await CheckNoProcedureAsync(session, channel, cancellation).ConfigureAwait(false);
        else if (reset && !await DirectControlStop.MayResetAsync(session, channel, state, cancellation).ConfigureAwait(false))
        {
            throw DryRunExtensions.Wrong(
                session, Functions.Reset, channel, state, $"the channel is {state}, by a test that this session does not control");
        }
    }

    private static async Task CheckNoProcedureAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        var names = await session.ReadTestNamesAsync(channel, cancellation).ConfigureAwait(false);
        var file = TestName.DataFile(names.TestName, channel);
        var tests = session.GetGroup().OfTester(session).Select(other => TestMemory.Of(other).Find(file));
        if (tests.FirstOrDefault(known => known is not null) is not { } test)
            return;
        throw DryRunExtensions.Wrong(
            session, Functions.SetDirectOutput, channel, ChannelState.Active, $"the channel runs the procedure '{test.Procedure}'");
    }

    private static async Task<bool> IsTakenAsync(MaccorSession session, string name, CancellationToken cancellation) =>
        await session.TestNameExistsAsync(name, cancellation).ConfigureAwait(false)
        || (await session.ListFilesAsync(FileType.Active, cancellation: cancellation).ConfigureAwait(false))
            .Any(file => string.Equals(Path.GetFileNameWithoutExtension(file.Name), name, StringComparison.OrdinalIgnoreCase));
}
