using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Finds tests that were cut off.</summary>
public static class InterruptedTestExtensions
{
    /// <summary>
    /// Finds the tests that a power failure has left on their channels, and those that this session started and of which it saw no end,
    /// where they are archived by now: (4, 1) for all channels, (4, 6) and (4, 7) for each in the state PowerFail, (1, 4) for each other.
    /// </summary>
    /// <param name="session">The tester.</param>
    /// <param name="channels">The channels, counted from 1; all where null.</param>
    /// <param name="found">Told each test.</param>
    /// <param name="failed">Told what went wrong on a channel.</param>
    /// <param name="next">Told which channel is next, how many have been before it, and how many there are.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="MaccorException">There is no such channel, or the tester could not be reached.</exception>
    public static async Task FindInterruptedTestsAsync(
        this MaccorSession session,
        IReadOnlyCollection<int>? channels,
        Action<InterruptedTest> found,
        Action<MaccorException> failed,
        Action<int, int, int>? next = null,
        CancellationToken cancellation = default)
    {
        var states = await session.ReadStatesAsync(channels, cancellation).ConfigureAwait(false);
        var unended = TestMemory.Of(session).Unended([.. states.Keys]).ToDictionary(test => test.Channel);
        int[] cutOff =
            [.. states.Keys.Where(channel => IsCutOff(states[channel], unended.ContainsKey(channel))).OrderBy(channel => channel)];
        for (var i = 0; i < cutOff.Length; i++)
        {
            var channel = cutOff[i];
            next?.Invoke(channel, i, cutOff.Length);
            try
            {
                var test = states[channel] == ChannelState.PowerFail
                    ? await ReadAsync(session, channel, cancellation).ConfigureAwait(false)
                    : await FindArchivedAsync(session, unended[channel], states[channel], cancellation).ConfigureAwait(false);
                if (test is not null)
                    found(test);
            }
            catch (MaccorException problem) when (problem is not MaccorConnectionException and not MaccorTimeoutException)
            {
                failed(problem);
            }
        }
    }

    // A channel on which something runs has gone on, with this test or with another one.
    private static bool IsCutOff(ChannelState state, bool isUnended) =>
        state == ChannelState.PowerFail || (isUnended && ChannelStates.IsFree(state));

    private static async Task<InterruptedTest> ReadAsync(MaccorSession session, int channel, CancellationToken cancellation)
    {
        var names = await session.ReadTestNamesAsync(channel, cancellation).ConfigureAwait(false);
        var status = await session.ReadStatusAsync(channel, cancellation).ConfigureAwait(false);
        var dataFile = TestName.DataFile(names.TestName, channel);
        var known = TestMemory.Of(session).Find(dataFile) ?? RememberedTest.Unknown(channel, names.TestName, names.ProcedureName);
        return Tell(session, known, status.State, status);
    }

    private static async Task<InterruptedTest?> FindArchivedAsync(
        MaccorSession session, RememberedTest known, ChannelState state, CancellationToken cancellation) =>
        await session.TestNameExistsAsync(known.TestName, cancellation).ConfigureAwait(false)
            ? Tell(session, known, state, reached: null)
            : null;

    private static InterruptedTest Tell(MaccorSession session, RememberedTest known, ChannelState state, ChannelStatus? reached) => new()
    {
        Session = session.Name,
        Channel = known.Channel,
        TestName = known.TestName,
        ArchivedTest = known.DataFile,
        ArchivedProcedure = known.Procedure,
        State = state,
        Cycle = reached?.Cycle,
        Step = reached?.Step,
        TestTime = reached?.TestTime,
        Capacity = reached?.Capacity,
        Energy = reached?.Energy,
        IsKnown = known.CapacityAh is not null && known.Limits.AreKnown,
        CapacityAh = known.CapacityAh,
        Chamber = known.Chamber,
        VoltageMin = known.Limits.Set?.VoltageMin,
        VoltageMax = known.Limits.Set?.VoltageMax,
        ChargeCurrentMax = known.Limits.Set?.ChargeCurrent,
        DischargeCurrentMax = known.Limits.Set?.DischargeCurrent,
        ChargePowerMax = known.Limits.Set?.ChargePower,
        DischargePowerMax = known.Limits.Set?.DischargePower,
        Variables = known.VariablesOn(session, known.Channel),
    };
}
