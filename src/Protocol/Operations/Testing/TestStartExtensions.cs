using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;
using MacNet.Protocol.Transport;

namespace MacNet.Protocol.Operations;

/// <summary>Starts tests, with all that a careful person does before: looks, limits and the tester's own check.</summary>
public static class TestStartExtensions
{
    /// <summary>
    /// Reads the channel's state (4, 1), frees it of a test that has ended (6, 5), sets the limits (6, 10), has the tester check
    /// the start (6, 11), starts (6, 2), and reads the state and the test's name (4, 1), (4, 6).
    /// </summary>
    /// <exception cref="MaccorInputException">What is asked is not possible; nothing was sent.</exception>
    /// <exception cref="MaccorStateException">The channel is busy, out of service, or was stopped by a problem; nothing was
    /// sent.</exception>
    /// <exception cref="MaccorRefusedException">The tester's check failed, or it refused to start.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, its limits are not those asked for, or its answer is
    /// unknown.</exception>
    public static async Task<StartedTest> StartTestAsync(
        this MaccorSession session, TestStart start, CancellationToken cancellation = default)
    {
        start.Plan.Check(session, start.Channel);
        var state = await session.ReadSettledStateAsync(start.Channel, cancellation).ConfigureAwait(false);
        await PrepareAsync(session, start, state, isCurrent: true, check: true, cancellation).ConfigureAwait(false);
        var at = await SendAsync(session, start, state, cancellation).ConfigureAwait(false);
        await StartedTestReader.ShownAsync(session, [start.Channel], cancellation).ConfigureAwait(false);
        return await StartedTestReader.ReadAsync(session, start, at, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts tests on several channels, one after the other: after a look at all of them (4, 1), which may be given, (6, 11), (6, 2)
    /// and (4, 6) for each, (6, 10) where there are limits, and (4, 1) for all at the end. One that does not start costs the others
    /// nothing.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="starts">What to start.</param>
    /// <param name="states">The channels' states, where they have just been read.</param>
    /// <param name="next">Told what is started next, and how many have been before it.</param>
    /// <param name="started">Told what was started, as soon as it has been.</param>
    /// <param name="failed">Told what was not.</param>
    /// <param name="cancellation">Ends it after the start that is under way.</param>
    /// <exception cref="MaccorException">The channels could not be looked at.</exception>
    public static async Task StartTestsAsync(
        this MaccorSession session,
        IReadOnlyList<TestStart> starts,
        Action<StartedTest> started,
        Action<MaccorException> failed,
        Action<TestStart, int>? next = null,
        IReadOnlyDictionary<int, ChannelState>? states = null,
        CancellationToken cancellation = default)
    {
        states ??= await session.ReadSettledStatesAsync([.. starts.Select(start => start.Channel)], cancellation).ConfigureAwait(false);
        await session.LearnSpecificationsAsync(
            starts.Where(start => start.Limits is not null).Select(start => start.Channel), cancellation).ConfigureAwait(false);
        var running = new HashSet<int>();
        for (var i = 0; i < starts.Count; i++)
        {
            next?.Invoke(starts[i], i);
            try
            {
                // A channel on which one of these has started already is not as it was.
                var state = running.Contains(starts[i].Channel) ? ChannelState.Active : states[starts[i].Channel];
                await PrepareAsync(session, starts[i], state, isCurrent: false, check: true, cancellation).ConfigureAwait(false);
                var at = await SendAsync(session, starts[i], state, cancellation).ConfigureAwait(false);
                running.Add(starts[i].Channel);
                if (i == starts.Count - 1)
                    await StartedTestReader.ShownAsync(session, running, cancellation).ConfigureAwait(false);
                started(await StartedTestReader.ReadAsync(session, starts[i], at, cancellation).ConfigureAwait(false));
            }
            catch (MaccorException problem)
            {
                failed(problem);
                if (i == starts.Count - 1 && running.Count > 0)
                    await StartedTestReader.ShownAsync(session, running, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Makes all checks of a start that change nothing: what is asked, the limits against the channel (3, 1) and each other, the state,
    /// and the tester's own check (6, 11); for a channel whose ended test is to be taken off first, which a tester does not check, that
    /// the procedure is there (1, 3) and the name is not (1, 4), (4, 6).
    /// </summary>
    /// <exception cref="MaccorException">The test could not be started, or the tester could not be asked.</exception>
    public static async Task CheckTestStartAsync(
        this MaccorSession session, TestStart start, ChannelState state, CancellationToken cancellation = default)
    {
        start.Check(session, state);
        if (start.Limits is not null)
            await session.CheckSafetyLimitsAsync(start.Channel, start.Limits, cancellation).ConfigureAwait(false);
        if (ChannelStates.IsFree(state))
        {
            (await session.CheckTestStartAsync(start.Channel, start.Plan, cancellation).ConfigureAwait(false)).ThrowIfNot();
            return;
        }

        await CheckBeforeFreeingAsync(session, start, cancellation).ConfigureAwait(false);
    }

    /// <summary>Does everything before the start itself.</summary>
    /// <param name="session">The tester.</param>
    /// <param name="start">The start.</param>
    /// <param name="state">The channel's state.</param>
    /// <param name="isCurrent">Whether the state was read a moment ago; a channel is not freed of a test by an old one.</param>
    /// <param name="check">Whether to have the tester check the start.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static async Task PrepareAsync(
        MaccorSession session, TestStart start, ChannelState state, bool isCurrent, bool check, CancellationToken cancellation)
    {
        start.Check(session, state);
        if (start.Limits is not null)
            await session.CheckSafetyLimitsAsync(start.Channel, start.Limits, cancellation).ConfigureAwait(false);
        if (!ChannelStates.IsFree(state))
            await FreeAsync(session, start, isCurrent, cancellation).ConfigureAwait(false);
        if (start.Limits is not null)
            await session.PutSafetyLimitsAsync(start.Channel, start.Limits, cancellation).ConfigureAwait(false);
        if (check)
            (await session.CheckTestStartAsync(start.Channel, start.Plan, cancellation).ConfigureAwait(false)).ThrowIfNot();
    }

    private static async Task FreeAsync(MaccorSession session, TestStart start, bool isCurrent, CancellationToken cancellation)
    {
        if (!isCurrent)
            start.Check(session, await session.ReadStateAsync(start.Channel, cancellation).ConfigureAwait(false));
        await CheckBeforeFreeingAsync(session, start, cancellation).ConfigureAwait(false);
        await Readiness.FreeAsync(session, start.Channel, cancellation).ConfigureAwait(false);
    }

    private static async Task<DateTimeOffset> SendAsync(
        MaccorSession session, TestStart start, ChannelState state, CancellationToken cancellation)
    {
        // A JSON start selects the channel itself: one that is selected already it would take out of the selection.
        if (session.Protocol == LinkKind.Json && state == ChannelState.Selected)
            await session.UnselectChannelsAsync([start.Channel], cancellation: cancellation).ConfigureAwait(false);
        await session.CommandAsync(Functions.StartTest, start.Plan.StartRequest(start.Channel), cancellation).ConfigureAwait(false);
        return session.Now();
    }

    /// <summary>
    /// Fails where a start on a channel of which an ended test is to be taken off first would be refused after that: the tester checks
    /// (6, 11) only free channels, and neither a wrong procedure nor a name that is taken is a reason to clear one. (1, 3), and (1, 4)
    /// and (4, 6) for a name.
    /// </summary>
    internal static async Task CheckBeforeFreeingAsync(MaccorSession session, TestStart start, CancellationToken cancellation)
    {
        if (!await session.ProcedureExistsAsync(start.Plan.Procedure, cancellation).ConfigureAwait(false))
            throw CheckFailed(session, start, CheckStartResult.NoProcedure);
        var name = start.Plan.For(start.Channel).TestName;
        if (!TestName.IsRandom(name) && await IsTakenAsync(session, start.Channel, name, cancellation).ConfigureAwait(false))
            throw CheckFailed(session, start, CheckStartResult.NameInArchive);
    }

    // The test on the channel is in the Archive folder once it is taken off.
    private static async Task<bool> IsTakenAsync(MaccorSession session, int channel, string name, CancellationToken cancellation)
    {
        if (await session.TestNameExistsAsync(name, cancellation).ConfigureAwait(false))
            return true;
        var names = await session.ReadTestNamesAsync(channel, cancellation).ConfigureAwait(false);
        return string.Equals(names.TestName, name, StringComparison.OrdinalIgnoreCase);
    }

    private static MaccorRefusedException CheckFailed(MaccorSession session, TestStart start, int code) => new(
        new Asked(session.Name, Functions.CheckStart, start.Channel), Functions.CheckStart.ResultOf(code));
}
