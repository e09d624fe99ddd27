using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Reads what was started.</summary>
internal static class StartedTestReader
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    internal static DateTimeOffset Now(this MaccorSession session) => session.Clock.GetUtcNow().ToLocalTime();

    /// <summary>
    /// Waits until channels show what was started on them (4, 1): who waits for a test's end next must not find its channel as free as
    /// before.
    /// </summary>
    internal static async Task ShownAsync(MaccorSession session, IReadOnlyCollection<int> channels, CancellationToken cancellation) =>
        await LookAsync(
            session,
            token => session.ReadStatesAsync(channels, token),
            states => !states.Values.Any(ChannelStates.IsFree),
            cancellation).ConfigureAwait(false);

    /// <summary>Reads the names of what was started (4, 6), and remembers with what it was.</summary>
    internal static async Task<StartedTest> ReadAsync(
        MaccorSession session, TestStart start, DateTimeOffset at, CancellationToken cancellation)
    {
        var names = await ReadNamesAsync(session, start.Channel, cancellation).ConfigureAwait(false);
        var capacity = start.Plan.CapacityAh ?? TestPlan.CapacityIfNone;
        TestMemory.Of(session).Started(start.Channel, names, capacity, start.Plan.Chamber ?? 0);
        return new StartedTest
        {
            Session = session.Name,
            Channel = start.Channel,
            TestName = names.TestName,
            Procedure = names.ProcedureName.Length > 0 ? names.ProcedureName : start.Plan.Procedure,
            Comment = names.Comment,
            StartedAt = at,
            CapacityAh = capacity,
            Chamber = start.Plan.Chamber ?? 0,
            VoltageMin = start.Limits?.VoltageMin,
            VoltageMax = start.Limits?.VoltageMax,
            ChargeCurrentMax = start.Limits?.ChargeCurrent,
            DischargeCurrentMax = start.Limits?.DischargeCurrent,
            ChargePowerMax = start.Limits?.ChargePower,
            DischargePowerMax = start.Limits?.DischargePower,
        };
    }

    /// <summary>Reads a channel's names (4, 6) once it shows a test's; they stay empty where it does not.</summary>
    internal static async Task<NamesReply> ReadNamesAsync(MaccorSession session, int channel, CancellationToken cancellation) =>
        await LookAsync(
            session,
            token => session.ReadTestNamesAsync(channel, token),
            names => names.TestName.Length > 0,
            cancellation).ConfigureAwait(false) ?? new NamesReply();

    // The test runs by now: that the tester does not tell of it must not look as if it had not started.
    private static async Task<T?> LookAsync<T>(
        MaccorSession session, Func<CancellationToken, Task<T>> look, Func<T, bool> isShown, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await session.Clock.PollAsync(look, isShown, BetweenLooks, Longest, cancellation).ConfigureAwait(false);
        }
        catch (MaccorException)
        {
            return null;
        }
    }
}
