using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Lets archived tests go on, and starts tests in their middle.</summary>
public static class TestRestartExtensions
{
    /// <summary>
    /// Makes all checks of an advanced start that change nothing, and fills in what its archived test had and was not given: the capacity
    /// that C-rates refer to, chamber and safety limits, as this session set them when it started the test. What it does not know must be
    /// given; MacNet does not tell it, and a default would drive the cell otherwise than before.
    /// </summary>
    /// <returns>The start with all that it will have.</returns>
    /// <exception cref="MaccorInputException">An option is not possible, or what the archived test had is not known.</exception>
    /// <exception cref="MaccorStateException">The channel is busy, out of service, or has a test that has ended.</exception>
    /// <exception cref="MaccorException">The archived test or the procedure does not exist, or the tester could not be asked.</exception>
    public static async Task<AdvancedTestStart> CheckRestartAsync(
        this MaccorSession session, int channel, AdvancedTestStart start, CancellationToken cancellation = default)
    {
        start.Check(session, channel);
        var whole = await CompletedAsync(session, channel, start.For(channel), cancellation).ConfigureAwait(false);
        whole.Check(session, channel);
        if (whole.Limits is not null)
            await session.CheckSafetyLimitsAsync(channel, whole.Limits, cancellation).ConfigureAwait(false);
        return whole;
    }

    /// <summary>
    /// Starts on a channel that is free, or whose interrupted test is the one that goes on, which is archived first: (4, 1), (6, 10) where
    /// there are limits, (6, 13), (4, 1) and (4, 6). Other channels that are selected become unselected.
    /// </summary>
    /// <exception cref="MaccorInputException">An option is not possible, or what the archived test had is not known; nothing was
    /// sent.</exception>
    /// <exception cref="MaccorStateException">The channel is busy, out of service, or has a test that has ended; nothing was
    /// sent.</exception>
    /// <exception cref="MaccorRefusedException">The tester refused.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, or its answer is unknown.</exception>
    public static async Task<StartedTest> RestartTestAsync(
        this MaccorSession session, int channel, AdvancedTestStart start, CancellationToken cancellation = default)
    {
        var whole = await session.CheckRestartAsync(channel, start, cancellation).ConfigureAwait(false);
        await PrepareAsync(session, channel, whole, cancellation).ConfigureAwait(false);
        if (whole.Limits is not null)
            await session.PutSafetyLimitsAsync(channel, whole.Limits, cancellation).ConfigureAwait(false);
        await session.CommandAsync(Functions.AdvancedStart, whole.RequestFor(channel), cancellation).ConfigureAwait(false);
        var at = session.Now();
        await StartedTestReader.ShownAsync(session, [channel], cancellation).ConfigureAwait(false);
        return await StartedTestReader.ReadAsync(
            session, new TestStart(channel, whole.Plan) { Limits = whole.Limits }, at, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Fails where the channel's state (4, 1) does not let the test start, or what the tester says of names: (1, 4) for an archived test,
    /// (6, 11) for a procedure, its chamber and a new test's name. Says what has to be done to the channel before.
    /// </summary>
    /// <returns>What is done before, in words; null for nothing.</returns>
    /// <exception cref="MaccorException">The channel is busy, out of service, or has another test; or the tester could not be
    /// asked.</exception>
    public static async Task<string?> CheckRestartStateAsync(
        this MaccorSession session, int channel, AdvancedTestStart start, CancellationToken cancellation = default)
    {
        var own = start.For(channel);
        var isOnChannel = await IsToBeArchivedAsync(session, channel, own, cancellation).ConfigureAwait(false);
        if (!isOnChannel && own.Appends && !await IsArchivedAsync(session, own, cancellation).ConfigureAwait(false))
            throw NotArchived(session, channel);
        if (!own.UseArchivedProcedure)
            await CheckProcedureAsync(session, channel, own, isOnChannel, cancellation).ConfigureAwait(false);
        return isOnChannel ? "archive the interrupted test on the channel" : null;
    }

    /// <summary>
    /// Finds the variables that this session set for an archived test and that the channel has not any more, as after a power failure:
    /// (4, 8), where any were set. They are not set again: what the test made of them since then is not known.
    /// </summary>
    /// <returns>The variables with the values that the test had.</returns>
    /// <exception cref="MaccorException">The channel does not exist, or the tester could not be read.</exception>
    public static async Task<IReadOnlyList<ChannelVariable>> FindLostVariablesAsync(
        this MaccorSession session, int channel, AdvancedTestStart start, CancellationToken cancellation = default)
    {
        var had = TestMemory.Of(session).Find(start.For(channel).ArchivedTest)?.VariablesOn(session, channel) ?? [];
        if (had.Count == 0)
            return had;
        var has = await session.ReadVariablesAsync(channel, cancellation).ConfigureAwait(false);
        return [.. had.Where(variable => has[variable.Number - 1].Value != variable.Value)];
    }

    // The tester checks a start (6, 11) on free channels alone.
    private static async Task CheckProcedureAsync(
        MaccorSession session, int channel, AdvancedTestStart start, bool isOnChannel, CancellationToken cancellation)
    {
        if (!isOnChannel)
            (await session.CheckTestStartAsync(channel, start.PlanOfNames, cancellation).ConfigureAwait(false)).ThrowIfNot();
        else if (!await session.ProcedureExistsAsync(start.Plan.Procedure, cancellation).ConfigureAwait(false))
            throw new MaccorRefusedException(
                new Asked(session.Name, Functions.CheckStart, channel), Functions.CheckStart.ResultOf(CheckStartResult.NoProcedure));
    }

    private static async Task PrepareAsync(MaccorSession session, int channel, AdvancedTestStart start, CancellationToken cancellation)
    {
        if (await IsToBeArchivedAsync(session, channel, start, cancellation).ConfigureAwait(false))
        {
            await session.ArchiveAsync(channel, cancellation).ConfigureAwait(false);
            await Readiness.FreedAsync(session, new Asked(session.Name, Functions.Archive, channel), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsToBeArchivedAsync(
        MaccorSession session, int channel, AdvancedTestStart start, CancellationToken cancellation)
    {
        var asked = new Asked(session.Name, Functions.AdvancedStart, channel);
        var state = await session.ReadSettledStateAsync(channel, cancellation).ConfigureAwait(false);
        if (state == ChannelState.PowerFail && start.Appends)
            return await IsOnAsync(session, channel, start, cancellation).ConfigureAwait(false) ? true : throw OnChannel(asked, state);

        Readiness.Check(asked, state, overProblem: true);
        // It may be the very test that is to go on: it has to be archived for that, and by whoever means it.
        return ChannelStates.IsFree(state) ? false : throw OnChannel(asked, state);
    }

    private static async Task<bool> IsOnAsync(MaccorSession session, int channel, AdvancedTestStart start, CancellationToken cancellation)
    {
        var name = (await session.ReadTestNamesAsync(channel, cancellation).ConfigureAwait(false)).TestName;
        return string.Equals(start.ArchivedTest, TestName.DataFile(name, channel), StringComparison.OrdinalIgnoreCase);
    }

    private static MaccorStateException OnChannel(Asked asked, ChannelState state) => new(
        asked, "TestOnChannel", $"a test that has ended is still on the channel: its state is {state}. Nothing was sent.");

    private static async Task<AdvancedTestStart> CompletedAsync(
        MaccorSession session, int channel, AdvancedTestStart start, CancellationToken cancellation)
    {
        if (!start.Appends)
            return start;
        var known = TestMemory.Of(session).Find(start.ArchivedTest);
        List<string> missing = [];
        if (start.Plan.CapacityAh is null && known is null)
            missing.Add("CapacityAh, the capacity that C-rates refer to");
        if (start.Limits is null && !start.KeepLimits && known is not { Limits.AreKnown: true })
            missing.Add("the safety limits");
        if (missing.Count > 0)
            throw await NotKnownAsync(session, channel, start, missing, cancellation).ConfigureAwait(false);
        return start with
        {
            Plan = start.Plan with
            {
                CapacityAh = start.Plan.CapacityAh ?? known?.CapacityAh,
                Chamber = start.Plan.Chamber ?? known?.Chamber,
            },
            Limits = start.Limits ?? (start.KeepLimits ? null : known?.Limits.Set),
        };
    }

    // A name with a slip in it is likelier than a test that nobody knows, and the tester can tell.
    private static async Task<MaccorException> NotKnownAsync(
        MaccorSession session, int channel, AdvancedTestStart start, List<string> missing, CancellationToken cancellation)
    {
        if (!await IsArchivedAsync(session, start, cancellation).ConfigureAwait(false)
            && !await IsOnAsync(session, channel, start, cancellation).ConfigureAwait(false))
            return NotArchived(session, channel);
        return new MaccorInputException(
            new Asked(session.Name, Functions.AdvancedStart, channel),
            "ArchivedTestNotKnown",
            $"this session does not know all that test '{start.ArchivedTest}' ran with: {string.Join("; ", missing)}. Nothing was started.");
    }

    private static Task<bool> IsArchivedAsync(MaccorSession session, AdvancedTestStart start, CancellationToken cancellation) =>
        session.TestNameExistsAsync(WithoutExtension(start.ArchivedTest), cancellation);

    private static MaccorRefusedException NotArchived(MaccorSession session, int channel) => new(
        new Asked(session.Name, Functions.AdvancedStart, channel), Functions.AdvancedStart.ResultOf(AdvancedStartResult.NoArchivedFile));

    private static string WithoutExtension(string dataFile) =>
        Path.GetExtension(dataFile) is { Length: > 1 } extension && extension.Skip(1).All(char.IsDigit)
        ? dataFile.Remove(dataFile.Length - extension.Length)
        : dataFile;
}
