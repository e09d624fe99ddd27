using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Starts one test on several channels of a tester with one message: selects them, then (6, 2) for all selected.</summary>
public static class JointTestStartExtensions
{
    /// <summary>
    /// Prepares every channel as for a start of its own, selects them, makes sure that these and no others are selected, and starts.
    /// The tester checks the start (6, 11) once for each kind of channel. Where that fails, it takes its selection back.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="joint">What to start.</param>
    /// <param name="next">
    /// Told which channel is prepared or read next, how many have been before it, and how many there are: each comes twice.
    /// </param>
    /// <param name="cancellation">Ends it before the start.</param>
    /// <exception cref="MaccorInputException">What is asked is not possible; nothing was sent.</exception>
    /// <exception cref="MaccorStateException">A channel cannot be started, another one is or was selected; nothing was started.</exception>
    /// <exception cref="MaccorRefusedException">The tester's check failed, or it refused to start.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, its limits are not those asked for, or its answer is
    /// unknown.</exception>
    public static async Task<IReadOnlyList<StartedTest>> StartTestsTogetherAsync(
        this MaccorSession session, JointTestStart joint, Action<int, int, int>? next = null, CancellationToken cancellation = default)
    {
        var done = 0;
        void Next(int channel) => next?.Invoke(channel, done++, 2 * joint.Channels.Count);

        var states = await session.ReadSettledStatesAsync(cancellation: cancellation).ConfigureAwait(false);
        joint.Check(session, states);
        await PrepareAsync(session, joint, states, Next, cancellation).ConfigureAwait(false);
        int[] own = [.. joint.Channels.Where(channel => states[channel] != ChannelState.Selected)];
        await SelectAndStartAsync(session, joint, own, cancellation).ConfigureAwait(false);
        var at = session.Now();
        await StartedTestReader.ShownAsync(session, joint.Channels, cancellation).ConfigureAwait(false);
        var started = new List<StartedTest>();
        foreach (var start in joint.OneForEach)
        {
            Next(start.Channel);
            started.Add(await StartedTestReader.ReadAsync(session, start, at, cancellation).ConfigureAwait(false));
        }

        return started;
    }

    /// <summary>Makes all checks of a start that change nothing.</summary>
    /// <exception cref="MaccorException">It could not be started, or the tester could not be asked.</exception>
    public static async Task CheckTestsTogetherAsync(
        this MaccorSession session,
        JointTestStart joint,
        IReadOnlyDictionary<int, ChannelState> states,
        CancellationToken cancellation = default)
    {
        joint.Check(session, states);
        await session.LearnSpecificationsAsync(joint.Channels, cancellation).ConfigureAwait(false);
        foreach (var start in joint.Starts.Where(start => start.Limits is not null))
            await session.CheckSafetyLimitsAsync(start.Channel, start.Limits!, cancellation).ConfigureAwait(false);
        foreach (var start in OneOfEachKind(session, joint))
            await session.CheckTestStartAsync(start, states[start.Channel], cancellation).ConfigureAwait(false);
    }

    private static async Task PrepareAsync(
        MaccorSession session, JointTestStart joint, IReadOnlyDictionary<int, ChannelState> states, Action<int> next,
        CancellationToken cancellation)
    {
        await session.LearnSpecificationsAsync(joint.Channels, cancellation).ConfigureAwait(false);
        var toCheck = OneOfEachKind(session, joint);
        foreach (var start in joint.OneForEach)
        {
            next(start.Channel);
            await TestStartExtensions.PrepareAsync(
                session, start, states[start.Channel], isCurrent: false, toCheck.Contains(start), cancellation).ConfigureAwait(false);
        }
    }

    // The plan is the same for all: what the tester finds on one channel holds for all that can do the same.
    private static TestStart[] OneOfEachKind(MaccorSession session, JointTestStart joint) =>
        [.. joint.Starts.GroupBy(start => Kind(session, start.Channel)).Select(same => same.First())];

    private static string Kind(MaccorSession session, int channel) => session.KnownSpecification(channel) is { } can
        ? $"{can.VMax} {can.VMin} {can.IR1Charge} {can.IR2Charge} {can.IR3Charge} {can.IR4Charge} "
            + $"{can.IR1Discharge} {can.IR2Discharge} {can.IR3Discharge} {can.IR4Discharge}"
        : $"channel {channel}";

    private static async Task SelectAndStartAsync(
        MaccorSession session, JointTestStart joint, IReadOnlyCollection<int> own, CancellationToken cancellation)
    {
        try
        {
            await session.SelectChannelsAsync(joint.Channels, cancellation: cancellation).ConfigureAwait(false);
            joint.CheckOthers(session, await session.ReadStatesAsync(cancellation: cancellation).ConfigureAwait(false));
            await session.CommandAsync(
                Functions.StartTest, joint.Plan.StartRequest(ChannelMessage.AllSelected), cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (!MayHaveStarted(problem))
        {
            await TakeBackAsync(session, own).ConfigureAwait(false);
            throw;
        }
    }

    private static bool MayHaveStarted(Exception problem) =>
        problem is MaccorOutcomeUnknownException unknown && unknown.Asked.Function == Functions.StartTest;

    // What stopped the start is the news; that the selection stayed would be told by the next start.
    private static async Task TakeBackAsync(MaccorSession session, IReadOnlyCollection<int> channels)
    {
        try
        {
            await session.UnselectChannelsAsync(channels).ConfigureAwait(false);
        }
        catch (MaccorException)
        {
        }
    }
}
