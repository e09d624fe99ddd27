using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The start of one test on several channels of a tester with one message: select them, then (6, 2) for all selected.</summary>
/// <param name="session">The tester.</param>
/// <param name="starts">The start of each channel; all with the same plan.</param>
public sealed class JointTestStart(MaccorSession session, IReadOnlyList<TestStart> starts) : ITestStart
{
    private readonly ChannelSelection selection = new(session);

    /// <inheritdoc/>
    public MaccorSession Session => session;

    /// <inheritdoc/>
    public IReadOnlyList<int> Channels { get; } = [.. starts.SelectMany(start => start.Channels).Distinct()];

    /// <inheritdoc/>
    public IReadOnlyCollection<int>? ChannelsToLookAt => null;

    private TestPlan Plan => starts[0].Plan;

    private Asked Asked => new(session.Name, Functions.StartTest, ChannelMessage.AllSelected);

    /// <inheritdoc/>
    public void Check(IReadOnlyDictionary<int, ChannelState> states)
    {
        if (starts.Any(start => start.Plan != Plan))
            throw Illegal("DifferentPlans", "channels that start together start one test, and these have different ones");
        if (TestName.HasPlaceholder(Plan.TestName))
            throw Illegal("NameForEachTogether", $"the test name '{Plan.TestName}' would be different for each channel, and one message carries one name");
        if (Plan.Regime.Length > 0)
            throw Illegal("RegimeTogether", "a regime starts on one channel only");
        foreach (var start in starts)
            start.Check(states);
        CheckOthers(states);
        session.CheckRequest(Functions.StartTest, Plan.StartRequest(ChannelMessage.AllSelected));
    }

    /// <inheritdoc/>
    public string Describe(IReadOnlyDictionary<int, ChannelState> states)
    {
        int[] ended = [.. Channels.Where(channel => !Readiness.IsFree(states[channel]))];
        var limits = string.Join(" / ", starts.Where(start => start.Limits is not null).Select(start => start.Limits!.ToString()).Distinct());
        return Readiness.Sentence(
            ended.Length == 0 ? null : $"reset {ChannelList.Named(ended)}, which frees of ended tests (the data files stay on the tester)",
            limits.Length == 0 ? null : $"set the safety limits {limits}",
            $"select the channels, {Plan} on all of them with one message");
    }

    /// <summary>
    /// Prepares every channel as for a start of its own, selects them, makes sure that these and no others are selected, and starts.
    /// Where that fails, it takes its selection back.
    /// </summary>
    /// <exception cref="MaccorInputException">What is asked is not possible; nothing was sent.</exception>
    /// <exception cref="MaccorStateException">A channel cannot be started, another one is or was selected; nothing was started.</exception>
    /// <exception cref="MaccorRefusedException">The tester's check failed, or it refused to start.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, its limits are not those asked for, or its answer is unknown.</exception>
    public async Task<IReadOnlyList<StartedTest>> RunAsync(CancellationToken cancellation = default)
    {
        var states = await Readings.ReadStatesAsync(session, cancellation: cancellation).ConfigureAwait(false);
        Check(states);
        foreach (var start in starts.GroupBy(start => start.Channels[0]).Select(same => same.First()))
            await start.PrepareAsync(cancellation).ConfigureAwait(false);
        await SelectAndStartAsync([.. Channels.Where(channel => states[channel] != ChannelState.Selected)], cancellation).ConfigureAwait(false);
        return await StartedTest.ReadAsync(session, Channels, Plan.Procedure, cancellation).ConfigureAwait(false);
    }

    private async Task SelectAndStartAsync(IReadOnlyCollection<int> own, CancellationToken cancellation)
    {
        try
        {
            await selection.SelectAsync(Channels, cancellation).ConfigureAwait(false);
            CheckOthers(await Readings.ReadStatesAsync(session, cancellation: cancellation).ConfigureAwait(false));
            await session.CommandAsync(Functions.StartTest, Plan.StartRequest(ChannelMessage.AllSelected), cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (!MayHaveStarted(problem))
        {
            await TakeBackAsync(own).ConfigureAwait(false);
            throw;
        }
    }

    private static bool MayHaveStarted(Exception problem) =>
        problem is MaccorOutcomeUnknownException unknown && unknown.Asked.Function == Functions.StartTest;

    private void CheckOthers(IReadOnlyDictionary<int, ChannelState> states)
    {
        int[] others = [.. states.Where(item => item.Value == ChannelState.Selected).Select(item => item.Key).Except(Channels)];
        if (others.Length == 0)
            return;
        throw new MaccorStateException(
            Asked, "OthersSelected", $"{ChannelList.Named(others)} of the tester would start too, being selected already. Nothing was started.") { OtherChannels = others };
    }

    // What stopped the start is the news; that the selection stayed would be told by the next start.
    private async Task TakeBackAsync(IReadOnlyCollection<int> channels)
    {
        try
        {
            await selection.UnselectAsync(channels, CancellationToken.None).ConfigureAwait(false);
        }
        catch (MaccorException)
        {
        }
    }

    private MaccorInputException Illegal(string errorId, string what) =>
        new(Asked, errorId, what + ".");
}
