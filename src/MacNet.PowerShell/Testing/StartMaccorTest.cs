using System.Management.Automation;
using MacNet.Protocol;
using MacNet.Protocol.Messages;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;

namespace MacNet.PowerShell.Testing;

/// <summary>
/// Starts tests. The states of all channels (4, 1); on each channel (6, 5) where a completed test is still on it, the safety limits
/// (6, 10), if given, the tester's own check (6, 11), the start (6, 2), and the test's name (4, 6); and (4, 1) for all at the end.
/// Testers are served at the same time.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "MaccorTest", SupportsShouldProcess = true, DefaultParameterSetName = GivenSet)]
[OutputType(typeof(StartedTest))]
public sealed class StartMaccorTest : NewTestCmdlet
{
    private bool isOfSeveral;

    /// <summary>Selects all channels of the pipeline and starts them with one message for each tester, as one test.</summary>
    [Parameter]
    public SwitchParameter Together { get; set; }

    /// <summary>Also takes off tests that were stopped by a problem. A running test is never taken off.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override bool MayTakeOffProblem => Force;

    /// <inheritdoc/>
    protected override void End()
    {
        var approved = new List<Func<Pump, Task>>();
        foreach (var (session, starts, states) in ReadStates())
        {
            var work = Together ? ApprovedTogether(session, starts, states) : ApprovedAlone(session, starts, states);
            if (work is not null)
                approved.Add(work);
        }

        isOfSeveral = approved.Count > 1;
        Await(pump => Task.WhenAll(approved.Select(work => work(pump))));
    }

    // One name cannot be that of several tests; that is found before any of them is started.
    private List<(MaccorSession Session, TestStart[] Starts)> Possible()
    {
        var possible = new List<(MaccorSession, TestStart[])>();
        foreach (var group in Starts)
        {
            var wrong = Together ? [] : OfOneName(group).ToArray();
            foreach (var (_, problem) in wrong)
                WriteError(Errors.RecordOf(problem));
            possible.Add((group.Key, [.. group.Where(start => !wrong.Any(same => same.Starts.Contains(start)))]));
        }

        return [.. possible.Where(item => item.Item2.Length > 0)];
    }

    private List<(MaccorSession Session, TestStart[] Starts, IReadOnlyDictionary<int, ChannelState> States)> ReadStates()
    {
        var found = new List<(MaccorSession, TestStart[], IReadOnlyDictionary<int, ChannelState>)>();
        var possible = Possible().ToDictionary(item => item.Session, item => item.Starts);
        ForEachSession(
            [.. possible.Keys],
            async (session, pump) =>
            {
                var starts = possible[session];
                // -Together starts all channels that are selected, so the states of all are wanted.
                int[]? channels = Together ? null : [.. starts.Select(start => start.Channel).Distinct()];
                var states = await session.ReadSettledStatesAsync(channels, pump.Cancellation).ConfigureAwait(false);
                await session.LearnSpecificationsAsync(
                    starts.Where(start => start.Limits is not null).Select(start => start.Channel),
                    pump.Cancellation).ConfigureAwait(false);
                return (session, starts, states);
            },
            found.Add);
        return found;
    }

    private Func<Pump, Task>? ApprovedAlone(MaccorSession session, TestStart[] starts, IReadOnlyDictionary<int, ChannelState> states)
    {
        var approved = new List<TestStart>();
        var taken = new HashSet<int>();
        foreach (var start in starts)
        {
            Try(() =>
            {
                // A channel on which one of these is to start will not be as it is.
                var state = taken.Contains(start.Channel) ? ChannelState.Starting : states[start.Channel];
                Await(pump => CheckAsync(session, start, state, pump.Cancellation));
                taken.Add(start.Channel);
                if (ShouldChange(session, start.Channel, start.Describe(state) + start.DescribeNotGiven()))
                    approved.Add(start);
            });
        }

        return approved.Count == 0 ? null : pump => RunAsync(session, approved, states, pump);
    }

    // What costs a message is asked before a start only where nothing is going to be started: the start asks it itself.
    private Task CheckAsync(MaccorSession session, TestStart start, ChannelState state, CancellationToken cancellation)
    {
        if (IsDryRun)
            return session.CheckTestStartAsync(start, state, cancellation);
        start.Check(session, state);
        return start.Limits is null ? Task.CompletedTask : session.CheckSafetyLimitsAsync(start.Channel, start.Limits, cancellation);
    }

    private async Task RunAsync(
        MaccorSession session, List<TestStart> starts, IReadOnlyDictionary<int, ChannelState> states, Pump pump)
    {
        using var progress = new SessionProgress(this, pump, "Starting tests", session.Name);
        await session.StartTestsAsync(
            starts,
            started: test => pump.Post(() => Write(test)),
            failed: problem => pump.Post(() => WriteError(Errors.RecordOf(problem))),
            next: (start, done) => progress.Show(done, starts.Count, $"channel {start.Channel}, {done} of {starts.Count} done"),
            states,
            pump.Cancellation).ConfigureAwait(false);
    }

    private Func<Pump, Task>? ApprovedTogether(MaccorSession session, TestStart[] starts, IReadOnlyDictionary<int, ChannelState> states)
    {
        var joint = new JointTestStart(starts);
        var isApproved = false;
        Try(() =>
        {
            joint.Check(session, states);
            if (IsDryRun)
                Await(pump => session.CheckTestsTogetherAsync(joint, states, pump.Cancellation));
            isApproved = ShouldProcess(
                $"{ChannelList.Named(joint.Channels)} of tester '{session.Name}'", joint.Describe(states) + joint.DescribeNotGiven());
        });
        return isApproved ? pump => RunTogetherAsync(session, joint, pump) : null;
    }

    private async Task RunTogetherAsync(MaccorSession session, JointTestStart joint, Pump pump)
    {
        using var progress = new SessionProgress(this, pump, "Starting tests together", session.Name);
        try
        {
            var started = await session.StartTestsTogetherAsync(
                joint,
                next: (channel, done, all) => progress.Show(done, all, $"channel {channel}"),
                pump.Cancellation).ConfigureAwait(false);
            pump.Post(() =>
            {
                foreach (var test in started)
                    Write(test);
            });
        }
        catch (MaccorException problem)
        {
            pump.Post(() => WriteError(Errors.RecordOf(problem)));
        }
    }

    private void Write(StartedTest test)
    {
        if (test.TestName.Length == 0)
            WriteWarning(
                $"{new ChannelAddress(test.Session, test.Channel)}: the test was started, and the tester did not tell its name. See Get-MaccorTest.");
        WriteInTurns(test, isOfSeveral);
    }
}
