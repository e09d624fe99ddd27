using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>The start of a test on one channel, with all that a careful person does before: looks, limits and the tester's own check.</summary>
/// <param name="session">The tester.</param>
/// <param name="channel">The channel, counted from 1.</param>
/// <param name="plan">What to start.</param>
public sealed class TestStart(MaccorSession session, int channel, TestPlan plan) : ITestStart
{
    /// <inheritdoc/>
    public MaccorSession Session => session;

    /// <inheritdoc/>
    public IReadOnlyList<int> Channels => [channel];

    /// <inheritdoc/>
    public IReadOnlyCollection<int>? ChannelsToLookAt => Channels;

    /// <summary>What to start, with the test name as given.</summary>
    public TestPlan Plan => plan;

    /// <summary>The safety limits to set before; null to leave them as they are.</summary>
    public SafetyLimits? Limits { get; init; }

    /// <summary>Whether a test that was stopped by a problem may be taken off the channel, as one that was completed is.</summary>
    public bool OverProblem { get; init; }

    private Asked Asked => new(session.Name, Functions.StartTest, channel);

    /// <inheritdoc/>
    public void Check(IReadOnlyDictionary<int, ChannelState> states)
    {
        plan.Check(session, channel);
        Readiness.Check(Asked, states[channel], OverProblem);
    }

    /// <inheritdoc/>
    public string Describe(IReadOnlyDictionary<int, ChannelState> states)
    {
        var state = states[channel];
        return Readiness.Sentence(
            Readiness.IsFree(state) ? null : $"reset the channel, which frees it of its test ({state}; the data file stays on the tester)",
            Limits is null ? null : $"set the safety limits {Limits}",
            plan.For(channel).ToString());
    }

    /// <summary>
    /// Reads the channel's state (4, 1), frees it of a test that has ended (6, 5), sets the limits (6, 10), has the tester check
    /// the start (6, 11), starts (6, 2), and reads the state and the test's name (4, 1), (4, 6).
    /// </summary>
    /// <exception cref="MaccorInputException">What is asked is not possible; nothing was sent.</exception>
    /// <exception cref="MaccorStateException">The channel is busy, out of service, or was stopped by a problem; nothing was sent.</exception>
    /// <exception cref="MaccorRefusedException">The tester's check failed, or it refused to start.</exception>
    /// <exception cref="MaccorException">The tester could not be reached, its limits are not those asked for, or its answer is unknown.</exception>
    public async Task<IReadOnlyList<StartedTest>> RunAsync(CancellationToken cancellation = default)
    {
        await PrepareAsync(cancellation).ConfigureAwait(false);
        await session.CommandAsync(Functions.StartTest, plan.StartRequest(channel), cancellation).ConfigureAwait(false);
        return await StartedTest.ReadAsync(session, Channels, plan.Procedure, cancellation).ConfigureAwait(false);
    }

    /// <summary>Does everything before the start itself.</summary>
    internal async Task PrepareAsync(CancellationToken cancellation)
    {
        plan.Check(session, channel);
        var states = await Readings.ReadStatesAsync(session, Channels, cancellation).ConfigureAwait(false);
        Check(states);
        if (Limits is not null)
            await Limits.CheckAsync(session, channel, cancellation).ConfigureAwait(false);
        if (!Readiness.IsFree(states[channel]))
        {
            // The tester checks only free channels, and a wrong procedure name is no reason to clear one.
            await CheckProcedureAsync(cancellation).ConfigureAwait(false);
            await Readiness.FreeAsync(session, channel, cancellation).ConfigureAwait(false);
        }

        if (Limits is not null)
            await Limits.SetAsync(session, channel, cancellation).ConfigureAwait(false);
        var check = await TestStartCheck.RunAsync(session, channel, plan, cancellation).ConfigureAwait(false);
        check.ThrowIfNot();
    }

    private async Task CheckProcedureAsync(CancellationToken cancellation)
    {
        if (!await Existence.OfProcedureAsync(session, plan.Procedure, cancellation).ConfigureAwait(false))
            throw new MaccorRefusedException(new Asked(session.Name, Functions.CheckStart, channel), Functions.CheckStart.ResultOf(CheckStartResult.NoProcedure));
    }
}
